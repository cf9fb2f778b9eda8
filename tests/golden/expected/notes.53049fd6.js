// The mark of a source or note lights its copy in the margin; where there is none, a card shows it.
(() => {
  const marks = ".citation a[href^='#'], .footnote-mark a[href^='#']";
  let card, lit, current, timer;

  const copyBeside = (mark) => {
    const side = mark.closest(".prose > *")?.nextElementSibling;
    if (!side?.matches(".side") || !side.getClientRects().length) return null;
    const same = (link) => link.getAttribute("href") === mark.getAttribute("href");
    return [...side.querySelectorAll("a")].find(same)?.closest(".side-note");
  };

  const clone = (mark) => {
    const note = document.getElementById(mark.getAttribute("href").slice(1));
    if (!note) return null;
    const copy = document.createElement("div");
    copy.className = "note-card";
    copy.setAttribute("aria-hidden", "true");
    copy.append(...note.cloneNode(true).childNodes);
    for (const part of copy.querySelectorAll("[role=doc-backlink]")) {
      part.closest(".returns")?.remove();
    }
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const part of copy.querySelectorAll("a, [tabindex]")) part.tabIndex = -1;
    return copy;
  };

  const place = (mark) => {
    const at = mark.getBoundingClientRect();
    const page = document.documentElement;
    const room = page.clientWidth - card.offsetWidth - 8;
    const left = Math.max(8, Math.min(at.left - 16, room));
    const below = at.bottom + card.offsetHeight + 8 <= page.clientHeight;
    const fits = below || at.top - card.offsetHeight - 8 < 0;
    const top = fits ? at.bottom + 4 : at.top - card.offsetHeight - 4;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };

  const stay = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const hide = () => {
    stay();
    card?.remove();
    lit?.classList.remove("lit");
    card = lit = current = undefined;
  };

  const show = (mark) => {
    stay();
    if (mark === current) return;
    hide();
    current = mark;
    lit = copyBeside(mark);
    if (lit) lit.classList.add("lit");
    else if ((card = clone(mark))) {
      document.body.append(card);
      place(mark);
    }
  };

  const inside = (event) => card?.contains(event.target);
  const markAt = (event) => (inside(event) ? null : event.target.closest?.(marks));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = markAt(event);
    if (mark) show(mark);
    else if (inside(event)) stay();
    else if (current && !current.matches(":focus-visible")) timer ??= setTimeout(hide, 300);
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark?.matches(":focus-visible")) show(mark);
    else if (!inside(event)) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === current && !card?.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    if (markAt(event) || !inside(event)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("resize", hide);
})();
