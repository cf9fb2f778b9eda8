// The reader's choice of colours: system, light or dark. Runs before the page is painted.
(() => {
  const root = document.documentElement;
  const key = "chancery-theme";
  const known = (choice) => (choice === "light" || choice === "dark" ? choice : "");
  const read = () => {
    try { return known(localStorage.getItem(key)); } catch { return ""; }
  };
  const write = (choice) => {
    try {
      if (choice) localStorage.setItem(key, choice);
      else localStorage.removeItem(key);
    } catch { /* The choice holds for this page. */ }
  };
  const show = (choice) => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  let choice = read();
  show(choice);
  document.addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll(".theme[hidden]")) {
      const select = control.querySelector("select");
      if (!select) continue;
      select.value = choice;
      select.addEventListener("change", () => {
        choice = known(select.value);
        show(choice);
        write(choice);
      });
      addEventListener("storage", (event) => {
        if (event.key !== key && event.key !== null) return;
        choice = read();
        show(choice);
        select.value = choice;
      });
      control.hidden = false;
    }
  });
})();
