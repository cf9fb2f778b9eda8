// Copies an entry to cite.
addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".cite button");
  if (!button) return;
  const entry = button.parentElement.querySelector(".cite-entry");
  const words = button.firstChild;
  try {
    await navigator.clipboard.writeText(entry.textContent.trim());
    words.data = "Copied ";
  } catch {
    words.data = "Not copied ";
  }
  setTimeout(() => (words.data = "Copy "), 2000);
});
