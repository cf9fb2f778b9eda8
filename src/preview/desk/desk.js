// Searches, filters and sorts the list. The preview's own script keeps the page up to date; what it
// has put in place is sorted and filtered again.
(() => {
  const at = (id) => document.getElementById(id);
  try {
    document.documentElement.dataset.theme = localStorage.getItem("chancery-theme") ?? "";
  } catch { /* The system's colours hold. */ }

  // What was chosen stands in the fragment, so that a reload keeps it.
  const typed = ["q", "state", "need"];
  let view = {};
  const read = () => {
    const from = new URLSearchParams(location.hash.slice(1));
    for (const key of [...typed, "sort"]) view[key] = from.get(key) ?? "";
  };
  const keep = () => {
    const set = Object.entries(view).filter(([, value]) => value);
    history.replaceState(null, "", `#${new URLSearchParams(set)}`);
  };

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const heads = () => [...at("articles").tHead.rows[0].cells];
  const column = (key) => heads().findIndex((th) => th.dataset.key === key);
  const value = (row, key) => row.dataset[key] ?? row.cells[column(key)].dataset.value;

  const show = () => {
    const rows = [...at("articles").tBodies[0].rows];
    const words = plain(view.q).split(/\s+/);
    for (const row of rows) {
      const parts = () => [...row.querySelectorAll("bdi, .state")].map((e) => e.textContent);
      row.words ??= plain(parts().join(" "));
      row.hidden = (view.state && row.dataset.state !== view.state)
        || (view.need && !Number(value(row, view.need)))
        || !words.every((word) => row.words.includes(word));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    at("shown").textContent = shown < rows.length ? `${shown} of ${rows.length} articles` : "";
    at("nothing").hidden = shown > 0;
  };

  const sort = () => {
    const [key, way] = (view.sort || "date-down").split("-");
    const index = column(key);
    if (index < 0) return;
    const sign = way === "down" ? -1 : 1;
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const body = at("articles").tBodies[0];
    const of = (row) => row.cells[index].dataset.value;
    body.append(...[...body.rows].sort((a, b) => sign * compare(of(a), of(b))));
    for (const th of heads()) {
      th.removeAttribute("aria-sort");
      if (th.dataset.key === key) th.ariaSort = way === "down" ? "descending" : "ascending";
    }
  };

  const apply = () => {
    for (const key of typed) at("tools").elements[key].value = view[key];
    sort();
    show();
  };
  const clear = () => {
    for (const key of typed) view[key] = "";
    apply();
    keep();
    at("find").focus();
  };

  const ready = () => {
    if (!at("articles")) return;
    for (const th of heads().filter((th) => !th.querySelector("button"))) {
      const button = document.createElement("button");
      button.id = `sort-${th.dataset.key}`;
      button.append(...th.childNodes);
      th.append(button);
      button.onclick = () => {
        const down = th.ariaSort ? th.ariaSort === "ascending" : "down" in th.dataset;
        view.sort = `${th.dataset.key}-${down ? "down" : "up"}`;
        sort();
        keep();
      };
    }
    const form = at("tools");
    form.oninput = () => {
      for (const key of typed) view[key] = form.elements[key].value;
      show();
      keep();
    };
    form.onsubmit = () => false;
    form.hidden = false;
    at("clear").onclick = clear;
    apply();
  };

  addEventListener("DOMContentLoaded", () => {
    read();
    ready();
  });
  document.addEventListener("chancery:patched", () => {
    if (!at("articles")) return;
    for (const row of at("articles").tBodies[0].rows) row.words = undefined;
    ready();
  });
  addEventListener("hashchange", () => {
    if (!at("articles") || !location.hash.includes("=")) return;
    read();
    apply();
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!at("find")) return;
    if (key === "/" && !target.matches("input, select")) {
      event.preventDefault();
      at("find").focus();
    } else if (key === "Escape" && target.id === "find") clear();
  });
})();
