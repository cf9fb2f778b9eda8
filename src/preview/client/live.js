// Keeps the page that is being looked at as the server has it, in place. What scripts of the page have
// made of it stays: only what differs between the page as sent before and as sent now is changed.
(() => {
  const bar = () => document.getElementById("chancery-preview");
  if (!bar()) return;
  const versions = new Map(); // changed files, each with the generation that brought it
  const lit = new Set();
  const blocks = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, figure, blockquote, pre, table, summary";
  let last, stream, told, shown, all, lost, retry;
  let busy = Promise.resolve();

  const get = async (address) => {
    const answer = await fetch(address, { cache: "no-cache" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("chancery-preview") ? page : undefined;
  };
  const digest = (page) => page.getElementById("chancery-preview").dataset.digest;

  // The patcher.
  const light = (node, itself) => {
    const block = node.closest(blocks) ?? (itself ? node : null);
    if (block && !block.closest("#chancery-preview")) lit.add(block);
  };
  const keyed = (parent) => {
    const keys = new Map();
    const seen = {};
    for (const node of parent?.childNodes ?? []) {
      const id = node.nodeType === 1 && node.getAttribute("id");
      const name = id ? `${node.nodeName}#${id}` : node.nodeName;
      seen[name] = (seen[name] ?? 0) + 1;
      keys.set(`${name} ${seen[name]}`, node);
    }
    return keys;
  };
  const attributes = (live, old, next) => {
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!next.hasAttribute(name)) live.removeAttribute(name);
    }
  };
  // Only the letters that differ, so that a selection around them stays.
  const letters = (live, next) => {
    const [a, b] = [live.data, next.data];
    if (a === b) return;
    const least = Math.min(a.length, b.length);
    let start = 0, end = 0;
    while (start < least && a[start] === b[start]) start++;
    while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    live.replaceData(start, a.length - start - end, b.slice(start, b.length - end));
    if (live.parentElement) light(live.parentElement, false);
  };
  // A block whose first words change has another id: it is known by what stands before it.
  const renamed = (here, after, before) => {
    const free = new Map();
    let previous = "";
    for (const [key, node] of here) {
      if (node.nodeType !== 1) continue;
      if (!after.has(key) && before.has(key)) free.set(node.nodeName + previous, key);
      previous = key;
    }
    previous = "";
    for (const [key, node] of after) {
      if (node.nodeType !== 1) continue;
      const known = free.get(node.nodeName + previous);
      if (!here.has(key) && known) {
        here.set(key, here.get(known));
        before.set(key, before.get(known));
        here.delete(known);
      }
      previous = known ?? key;
    }
  };
  const morph = (live, old, next) => {
    if (old?.isEqualNode(next)) return;
    if (live.nodeType !== 1) return letters(live, next);
    attributes(live, old ?? live, next);
    const [here, after] = [keyed(live), keyed(next)];
    const before = keyed(old ?? live);
    renamed(here, after, before);
    const kept = new Set();
    for (const [key, node] of here) {
      if (after.has(key)) continue;
      if (!before.has(key)) kept.add(node); // A script has made it.
      else {
        node.remove();
        light(live, false);
      }
    }
    let at = live.firstChild;
    for (const [key, node] of after) {
      while (at && kept.has(at)) at = at.nextSibling;
      const known = here.get(key);
      const target = known ?? document.importNode(node, true);
      if (known) morph(known, old && before.get(key), node);
      else if (node.nodeType === 1) light(live.matches(blocks) ? live : target, true);
      if (target === at) at = at.nextSibling;
      else live.insertBefore(target, at);
    }
  };

  // New sheets are loaded before the old ones go.
  const sheet = (link, after) => new Promise((done) => {
    link.onload = link.onerror = done;
    setTimeout(done, 2000);
    after ? after.after(link) : document.head.append(link);
  });
  const head = async (next) => {
    const html = (node) => node.outerHTML.replace(/[?]v=[0-9a-f]+-\d+/g, "");
    const have = new Map([...document.head.children].map((node) => [html(node), node]));
    const sent = new Set([...(last ?? document).head.children].map(html));
    const want = new Set([...next.head.children].map(html));
    const stale = [...have].filter(([key]) => sent.has(key) && !want.has(key)).map((pair) => pair[1]);
    const old = stale.filter((node) => node.rel === "stylesheet");
    const loading = [];
    for (const node of next.head.children) {
      if (have.has(html(node)) || sent.has(html(node))) continue;
      const made = document.importNode(node, true);
      if (node.rel === "stylesheet") loading.push(sheet(made, old[loading.length]));
      else if (node.localName === "title") document.title = next.title;
      else document.head.append(made);
    }
    await Promise.all(loading);
    for (const node of stale) if (node.localName !== "title") node.remove();
  };

  // The first block that is seen keeps its distance from the top.
  const hold = () => {
    if (scrollY === 0) return () => {};
    const seen = [];
    for (const node of (document.querySelector("main") ?? document.body).querySelectorAll("[id]")) {
      const { top, bottom, height } = node.getBoundingClientRect();
      if (height && bottom > 0 && top < innerHeight) seen.push({ node, top, far: top < 0 ? 1e6 - top : top });
    }
    seen.sort((a, b) => a.far - b.far);
    return () => {
      const first = seen.find(({ node }) => node.isConnected);
      if (first) scrollBy({ top: first.node.getBoundingClientRect().top - first.top, behavior: "instant" });
    };
  };
  const scripts = (page) => [...page.scripts].filter((script) => !script.type.includes("json"))
    .map((script) => script.getAttribute("src") ?? script.textContent).join("\n");

  const apply = async (next) => {
    if (scripts(last ?? document) !== scripts(next)) return location.reload();
    await head(next);
    const root = document.documentElement;
    const focus = document.activeElement;
    const release = hold();
    root.classList.add("chancery-patching");
    if (last) attributes(root, last.documentElement, next.documentElement);
    morph(document.body, last?.body, next.body);
    last = next;
    refresh();
    release();
    if (focus && focus !== document.activeElement) {
      const again = focus.isConnected ? focus : focus.id && document.getElementById(focus.id);
      if (again) again.focus({ preventScroll: true });
    }
    requestAnimationFrame(() => root.classList.remove("chancery-patching"));
    for (const block of lit) {
      block.classList.add("chancery-lit");
      setTimeout(() => {
        block.classList.remove("chancery-lit");
        if (!block.className) block.removeAttribute("class");
      }, 1600);
    }
    lit.clear();
    show();
    document.dispatchEvent(new CustomEvent("chancery:patched"));
  };

  // Files that changed under the same name are asked for anew.
  const fresh = (address, base) => {
    const url = new URL(address, base ?? location.href);
    const version = url.origin === location.origin && (versions.get(decodeURI(url.pathname)) ?? all);
    if (!version || url.searchParams.get("v") === version) return address;
    url.searchParams.set("v", version);
    return url.pathname + url.search + url.hash;
  };
  const renew = (node, name, change) => {
    const value = node.getAttribute(name);
    const now = value && change(value);
    if (now !== value) node.setAttribute(name, now);
  };
  const rules = (list, base) => {
    for (const rule of list) {
      if (rule.cssRules) rules(rule.cssRules, base);
      for (const name of rule.style ?? []) {
        const value = rule.style.getPropertyValue(name);
        if (!value.includes("url(")) continue;
        const now = value.replace(/url\("([^"]*)"\)/g, (_, address) => `url("${fresh(address, base)}")`);
        if (now !== value) rule.style.setProperty(name, now, rule.style.getPropertyPriority(name));
      }
    }
  };
  // Sheets whose newer selves are being loaded.
  const leaving = new WeakSet();
  const refresh = () => {
    if (!versions.size && !all) return;
    for (const node of document.querySelectorAll("img, source, video, audio, image, link[rel~=icon]")) {
      for (const name of ["src", "href", "poster"]) renew(node, name, (value) => fresh(value));
      renew(node, "srcset", (set) => set.replace(/[^\s,]\S*[^\s,]/g, (part) => fresh(part)));
    }
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const now = fresh(link.getAttribute("href"));
      if (now === link.getAttribute("href") || leaving.has(link)) continue;
      leaving.add(link);
      const copy = link.cloneNode();
      copy.setAttribute("href", now);
      sheet(copy, link).then(() => link.remove());
    }
    for (const { cssRules, href } of document.styleSheets) rules(cssRules, href ?? location.href);
  };

  // The bar and the panel.
  const status = () => {
    const text = lost ? "Not connected to chancery watch" : told?.page === "gone" ? "This page is no longer there" : "";
    const line = bar().querySelector(".chancery-status");
    if (line.textContent !== text) line.textContent = text;
  };
  const show = () => {
    status();
    const box = bar().querySelector(".chancery-errors");
    const html = told?.panel ?? "";
    if (html === shown && (html !== "") === box.hasChildNodes()) return;
    shown = html;
    box.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    const panel = box.querySelector("details");
    if (!panel) return sessionStorage.removeItem("chancery-panel");
    panel.open = sessionStorage.getItem("chancery-panel") !== "closed";
    panel.addEventListener("toggle", () => {
      sessionStorage.setItem("chancery-panel", panel.open ? "open" : "closed");
    });
  };

  const hear = async (change) => {
    told = change;
    show();
    if (change.files === null) all = change.id;
    for (const file of change.files ?? []) versions.set(decodeURI(file), change.id);
    if (change.to) {
      const next = await get(change.to);
      if (!next) return;
      history.replaceState(history.state, "", change.to + location.hash);
      told = { ...change, page: "same" };
      await apply(next);
      open();
    } else if (change.digest && change.digest !== digest(document)) {
      const next = await get(location.href);
      if (next) await apply(next);
    } else refresh();
    bar().dataset.heard = change.generation;
  };
  const close = () => {
    clearTimeout(retry);
    stream?.close();
    stream = undefined;
  };
  const open = () => {
    close();
    const { own, page, digest, generation, file } = bar().dataset;
    const asked = new URLSearchParams({ own, page, digest, generation, file: file ?? "" });
    const mine = new EventSource(`${own}events?${asked}`);
    stream = mine;
    mine.addEventListener("change", (event) => {
      const change = JSON.parse(event.data);
      busy = busy.then(() => (mine === stream ? hear(change) : undefined)).catch(() => {});
    });
    mine.onopen = () => {
      lost = false;
      status();
    };
    mine.onerror = () => {
      lost = true;
      status();
      if (mine.readyState === EventSource.CLOSED) retry = setTimeout(open, 1000);
    };
  };
  // A browser has few connections for one server: only pages that are seen hold one.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());

  busy = get(location.href).then((page) => {
    if (page && digest(page) === digest(document)) last = page;
  }).catch(() => {});
  if (!document.hidden) open();
})();
