// Copies an entry of "Cite this article"; without a clipboard there are no buttons.
(() => {
  const buttons = navigator.clipboard ? document.querySelectorAll(".cite button") : [];
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", async () => {
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
  }
})();
