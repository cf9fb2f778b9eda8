// Search: asks the index, which is in files beside this page, and shows what it finds. What was
// searched for stands in the address, so that it can be linked to and Back leads to it.
(() => {
  const root = document.getElementById("search");
  const parts = root.querySelector("template");
  root.append(parts.content);
  parts.remove();
  const one = (what) => root.querySelector(what);
  const form = one("form");
  const input = one("input[type=search]");
  const status = one("[role=status]");
  const found = one(".search-found");
  const river = one(".river");
  const more = one(".search-more");
  const card = one(".search-found + template").content.firstElementChild;
  const facets = [...root.querySelectorAll("fieldset[data-key]")];
  const { index, base, languages } = root.dataset;
  const page = document.documentElement.lang;
  const title = document.title;
  const AT_ONCE = 10;
  const SHOWN = 7;

  // The index is read by a worker, whose address nothing else may be.
  try {
    const own = new URL(index, location.href).href;
    window.trustedTypes?.createPolicy("default", {
      createScriptURL: (url) => (new URL(url, location.href).href.startsWith(own) ? url : null),
    });
  } catch { /* There is such a policy, or none is allowed. */ }

  let opened = null;
  const open = () => {
    opened ??= Promise.all(languages.split(" ").map(async (language) => {
      const part = await import(`${index}${language}/pagefind.js`);
      const metaWeights = { title: 6, also: 4, by: 2, date: 0, status: 0 };
      await part.options({ baseUrl: base, excerptLength: 30, excerptEllipsis: "…", ranking: { metaWeights } });
      await part.init();
      // Counts are given for filters that have been read.
      await part.filters();
      return part;
    })).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  const typed = () => ({
    words: input.value.trim(),
    newest: one("[name=sort]:checked").value === "newest",
    chosen: Object.fromEntries(facets.map(({ dataset: { key } }) => [
      key, [...root.querySelectorAll("[type=checkbox]:checked")].filter((box) => box.name === key).map((box) => box.value),
    ])),
  });
  const linked = () => {
    const given = new URLSearchParams(location.search);
    return {
      words: (given.get("q") ?? "").trim(),
      newest: given.get("sort") === "newest",
      chosen: Object.fromEntries(facets.map(({ dataset: { key } }) => [key, given.getAll(key)])),
    };
  };
  const link = ({ words, newest, chosen }) => {
    const given = new URLSearchParams();
    if (words) given.set("q", words);
    for (const [key, values] of Object.entries(chosen)) values.forEach((value) => given.append(key, value));
    if (newest) given.set("sort", "newest");
    const query = given.toString();
    return location.pathname + (query && `?${query}`);
  };

  // What all parts of the index find, and how many of it have each value of each facet.
  const ask = async ({ words, newest }, chosen) => {
    const filters = {};
    for (const [key, any] of Object.entries(chosen)) if (any.length) filters[key] = { any };
    const sort = newest ? { date: "desc" } : {};
    const asked = (await open()).map((part) => part.search(words || null, { filters, sort }));
    const lists = await Promise.all(asked);
    const counts = {};
    for (const list of lists) {
      for (const [key, values] of Object.entries(list.filters)) {
        counts[key] ??= {};
        for (const [value, count] of Object.entries(values)) counts[key][value] = (counts[key][value] ?? 0) + count;
      }
    }
    return { lists: lists.map((list) => list.results), counts };
  };

  // The next of several lists, each of which is in order.
  const next = async (lists, newest) => {
    const left = lists.filter((list) => list.length);
    if (left.length < 2) return left[0]?.shift().data();
    const ranks = newest
      ? await Promise.all(left.map(async ([first]) => Date.parse((await first.data()).meta.date ?? "") || 0))
      : left.map(([first]) => first.score);
    return left[ranks.indexOf(Math.max(...ranks))].shift().data();
  };

  // An excerpt is text in which `<` and `>` are written out, and marks.
  const mark = (node, excerpt) => excerpt.split(/<\/?mark>/).forEach((piece, at) => {
    const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (at % 2) node.append(Object.assign(document.createElement("mark"), { textContent: text }));
    else node.append(text);
  });
  const day = (date) => {
    const at = new Date(date.slice(0, 10));
    return isNaN(at) ? date : at.toLocaleDateString(page, { dateStyle: "long", timeZone: "UTC" });
  };
  const upfirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  const shown = ({ url, meta, filters, excerpt, sub_results: places }) => {
    const node = card.cloneNode(true);
    const at = (what) => node.querySelector(what);
    const language = filters.language?.[0] ?? page;
    const say = (what, text) => {
      const place = at(what);
      if (language !== page) place.lang = language;
      place.append(text);
    };
    if (meta.date) {
      at("time").dateTime = meta.date;
      at("time").append(day(meta.date));
    } else at(".card-date").textContent = "";
    at(".kicker").textContent = [meta.status && upfirst(meta.status), filters.kind?.[0]].filter(Boolean).join(" · ");
    at("a").href = url;
    say(".card-title bdi", meta.title);
    say(".card-standfirst bdi", "");
    mark(at(".card-standfirst bdi"), excerpt);
    if (meta.by) at(".card-facts bdi").textContent = meta.by;
    else at(".card-facts").remove();
    for (const place of places.filter((place) => place.url.includes("#")).slice(0, 3)) {
      const item = at(".search-places").appendChild(document.createElement("li"));
      const link = item.appendChild(Object.assign(document.createElement("a"), { href: place.url }));
      const words = link.appendChild(document.createElement("bdi"));
      if (language !== page) words.lang = language;
      words.textContent = place.title.replace(/\.$/, "");
    }
    if (!at(".search-places li")) at(".search-places").remove();
    return node;
  };

  const names = new Intl.DisplayNames([page], { type: "language", fallback: "code" });
  const named = (key, value) => {
    try { return key === "language" ? names.of(value) : value; } catch { return value; }
  };

  const narrow = (facet, counts, chosen) => {
    const key = facet.dataset.key;
    const all = new Map(Object.entries(counts).filter(([, count]) => count));
    chosen.forEach((value) => all.has(value) || all.set(value, 0));
    const values = [...all].sort(([a, m], [b, n]) => (key === "year" ? b.localeCompare(a) : n - m || a.localeCompare(b, page)));
    const [first, rest] = facet.querySelectorAll("div");
    first.replaceChildren();
    rest.replaceChildren();
    values.forEach(([value, count], at) => {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: key, value });
      box.checked = chosen.includes(value);
      const name = Object.assign(document.createElement("bdi"), { textContent: named(key, value) });
      const tally = Object.assign(document.createElement("span"), { textContent: count });
      label.append(box, name, tally);
      (at < SHOWN || box.checked ? first : rest).append(label);
    });
    rest.parentElement.hidden = !rest.firstChild;
    // What all results have in common narrows nothing.
    facet.hidden = values.length < 2 && !chosen.length;
  };

  let turn = 0;
  let lists = [];
  const grow = async (newest, own) => {
    const nodes = [];
    while (nodes.length < AT_ONCE) {
      const data = await next(lists, newest);
      if (!data) break;
      nodes.push(shown(data));
    }
    if (own !== turn) return null;
    river.append(...nodes);
    more.hidden = !lists.some((list) => list.length);
    return nodes[0];
  };

  const show = async (state) => {
    const own = ++turn;
    const begun = state.words || Object.values(state.chosen).some((values) => values.length);
    document.title = state.words ? `${state.words} · ${title}` : title;
    if (!begun) {
      status.textContent = status.dataset.begin;
      found.hidden = true;
      return;
    }
    if (!opened) status.textContent = status.dataset.wait;
    try {
      // A facet counts what there would be without itself: its values are either, or.
      const used = facets.map((facet) => facet.dataset.key).filter((key) => state.chosen[key].length);
      const asked = [ask(state, state.chosen), ...used.map((key) => ask(state, { ...state.chosen, [key]: [] }))];
      const [main, ...others] = await Promise.all(asked);
      if (own !== turn) return;
      const focused = document.activeElement;
      for (const facet of facets) {
        const { key } = facet.dataset;
        const from = used.includes(key) ? others[used.indexOf(key)] : main;
        narrow(facet, from.counts[key] ?? {}, state.chosen[key]);
      }
      if (focused?.type === "checkbox") {
        [...root.querySelectorAll("[type=checkbox]")].find((box) => box.name === focused.name && box.value === focused.value)?.focus();
      }
      const total = main.lists.reduce((sum, list) => sum + list.length, 0);
      lists = main.lists.map((list) => [...list]);
      river.replaceChildren();
      await grow(state.newest, own);
      if (own !== turn) return;
      found.hidden = false;
      const { one: single, many, none } = status.dataset;
      status.textContent = total === 0 ? none : total === 1 ? single : many.replace("{}", total.toLocaleString(page));
    } catch (error) {
      if (own !== turn) return;
      console.warn(error);
      status.textContent = status.dataset.failed;
      found.hidden = true;
    }
  };

  const fill = ({ words, newest, chosen }) => {
    input.value = words;
    for (const radio of root.querySelectorAll("[name=sort]")) radio.checked = (radio.value === "newest") === newest;
    for (const box of root.querySelectorAll("[type=checkbox]")) box.checked = chosen[box.name]?.includes(box.value);
  };

  // Letters that are typed one after another make one step of the history.
  let typing = false;
  let timer = 0;
  const go = (step) => {
    clearTimeout(timer);
    const state = typed();
    const to = link(state);
    if (to !== location.pathname + location.search) history[step && !typing ? "pushState" : "replaceState"](null, "", to);
    show(state);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      go(true);
      typing = true;
    }, 200);
  });
  input.addEventListener("focus", () => open().catch(() => {}), { once: true });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    go(true);
    typing = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
    typing = false;
  });
  found.addEventListener("change", () => {
    typing = false;
    go(true);
  });
  more.addEventListener("click", async () => {
    const first = await grow(typed().newest, turn);
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    clearTimeout(timer);
    typing = false;
    fill(linked());
    show(linked());
  });

  const narrowed = one(".search-found > details");
  const wide = matchMedia("(min-width: 55em)");
  const unfold = () => { narrowed.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  fill(linked());
  show(linked());
})();
