// The desk: search, filter and sort the list, and keep the page up to date.
(() => {
  const base = document.currentScript.dataset.desk;
  const at = (id) => document.getElementById(id);
  try {
    const theme = localStorage.getItem("chancery-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* The system's colours hold. */ }

  // What was typed and chosen stands in the fragment, so that a reload keeps it.
  const typed = ["q", "state", "need"];
  let view = {};
  const read = () => {
    const from = new URLSearchParams(location.hash.slice(1));
    for (const key of [...typed, "sort"]) view[key] = from.get(key) ?? "";
  };
  const keep = () => {
    const set = Object.entries(view).filter(([, value]) => value);
    history.replaceState(null, "", set.length ? `#${new URLSearchParams(set)}` : location.pathname);
  };

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const heads = () => [...at("articles").tHead.rows[0].cells];
  const value = (row, key) => row.dataset[key]
    ?? row.cells[heads().findIndex((th) => th.dataset.key === key)].dataset.value;

  const show = () => {
    const rows = [...at("articles").tBodies[0].rows];
    const words = plain(view.q).split(/\s+/);
    for (const row of rows) {
      row.words ??= plain(row.cells[0].textContent + row.cells[1].textContent);
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
    const index = heads().findIndex((th) => th.dataset.key === key);
    if (index < 0) return;
    const sign = way === "down" ? -1 : 1;
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const body = at("articles").tBodies[0];
    const of = (row) => row.cells[index].dataset.value;
    body.append(...[...body.rows].sort((a, b) => sign * compare(of(a), of(b))));
    for (const th of heads()) {
      th.removeAttribute("aria-sort");
      if (th.dataset.key === key) th.ariaSort = sign < 0 ? "descending" : "ascending";
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
    for (const th of heads()) {
      const button = document.createElement("button");
      button.type = "button";
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

  // Reads the page again and puts its content in place of what is there.
  const renew = async () => {
    const answer = await fetch(location.pathname + location.search);
    if (!answer.ok) throw answer;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { id, selectionStart: caret } = document.activeElement;
    const [x, y] = [scrollX, scrollY];
    const open = at("built")?.open;
    at("main").replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    if (open !== undefined && at("built")) at("built").open = open;
    ready();
    if (id) at(id)?.focus({ preventScroll: true });
    if (id === "find") at(id).setSelectionRange(caret, caret);
    scrollTo(x, y);
  };
  const listen = () => {
    let last = Promise.resolve();
    const say = (words) => { at("live").textContent = words; };
    const events = new EventSource(`${base}events?page=/_chancery/`);
    events.onopen = () => say("Up to date");
    events.onerror = () => say("Waiting for the preview");
    events.addEventListener("change", () => {
      last = last.then(renew).then(events.onopen, () => say("Could not be read again"));
    });
  };

  addEventListener("DOMContentLoaded", () => {
    read();
    ready();
    listen();
  });
  addEventListener("hashchange", () => {
    if (!at("articles") || !location.hash.includes("=")) return;
    read();
    apply();
  });
  addEventListener("keydown", (event) => {
    if (!at("find")) return;
    const typing = event.target.matches("input, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      at("find").focus();
    }
    if (event.key === "Escape" && event.target === at("find")) clear();
  });
})();
