/* "Check the figures": a switch that makes each printed number open where it comes from, and words that state
   something why they may. Off, the page is plain and all is text. Remembered between pages; #figures turns it on. */
(function () {
  "use strict";
  const root = document.documentElement, KEY = "kscb-figures";
  const wanted = () => location.hash === "#figures" || location.hash.startsWith("#cell-");
  const remember = (on) => { try { localStorage.setItem(KEY, on ? "on" : "off"); } catch (refused) { /* private window */ } };
  const remembered = () => { try { return localStorage.getItem(KEY) === "on"; } catch (refused) { return false; } };

  // Before the page is drawn, so that nothing jumps and a link to a notebook cell lands on it.
  root.dataset.figures = wanted() || remembered() ? "on" : "off";

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // What each kind of thing that opens is called, to the eye and to a screen reader.
  const NUMBER = "where this number comes from";
  const STATED = {
    claim: ["Tested against the data", "how these words were tested"],
    change: ["Worked out from the data", "how these words were worked out"],
    reported: ["Reported, and not tested", "who reported this"],
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function buildStated(words) {
    const list = element("dl");
    for (const [term, texts] of JSON.parse(words.dataset.told)) list.append(element("dt", term), element("dd", texts.join("; ")));
    return [element("p", STATED[words.dataset.kind][0] + ": \u201c" + words.textContent + "\u201d", "kscb-popover-title"), list];
  }

  function build(details) {
    const name = details.category ? details.measure + ": " + details.category : details.measure;
    const list = element("dl");
    const line = (term, text) => list.append(element("dt", term), element("dd", text));
    line("What it is", details.definition);
    line("Period", details.period);
    line("How it was got", details.rule);
    for (const note of details.notes) line("Known issue", note);
    if (details.interval) line("Range that chance alone may explain", details.interval);
    const cells = element("dd");
    for (const cell of details.cells) cells.append(element("span", cell.address), " (" + cell.row + ", " + cell.column + ")", element("br"));
    list.append(element("dt", details.cells.length > 1 ? "Workbook cells" : "Workbook cell"), cells);
    line("Review", details.signed);
    const link = element("a", "Show the calculation");
    link.href = details.link;
    const row = element("a", "In the list of all figures");
    row.href = details.row;
    const ways = element("p", undefined, "kscb-ways");
    ways.append(link, " ", row);
    return [element("p", details.printed + ": " + name, "kscb-popover-title"), list, ways];
  }

  function start() {
    const control = document.querySelector(".kscb-switch");
    const data = document.getElementById("kscb-figures");
    const figures = data ? JSON.parse(data.textContent) : {};
    const popover = element("div", undefined, "kscb-popover");
    popover.setAttribute("role", "group");
    popover.popover = "manual";
    let open = null, timer = 0;

    function place() {
      if (!open) return;
      const lines = open.getClientRects(), at = lines[lines.length - 1], gap = 6, edge = 8;
      const left = Math.max(edge, Math.min(at.left, root.clientWidth - popover.offsetWidth - edge));
      const frame = popover.offsetHeight - popover.clientHeight;
      const wanted = Math.min(popover.scrollHeight + frame, 0.8 * root.clientHeight);
      const above = at.top - gap - edge, under = root.clientHeight - at.bottom - gap - edge;
      // Where it fits on neither side, it is on the wider one, as high as that, and scrolls.
      const isUnder = wanted <= under || under >= above, room = Math.max(isUnder ? under : above, 0);
      popover.style.maxHeight = `min(80vh, ${room}px)`;
      popover.style.left = left + "px";
      popover.style.top = (isUnder ? at.bottom + gap : at.top - gap - Math.min(wanted, room)) + "px";
    }
    function show(button) {
      clearTimeout(timer);
      if (open === button) return;
      hide();
      open = button;
      const holder = button.parentNode, stated = STATED[holder.dataset.kind];
      popover.replaceChildren(...(stated ? buildStated(holder) : build(figures[holder.dataset.figure])));
      popover.setAttribute("aria-label", capital(stated ? stated[1] : NUMBER));
      button.after(popover);
      button.setAttribute("aria-expanded", "true");
      popover.showPopover();
      place();
    }
    function hide() {
      clearTimeout(timer);
      if (!open) return;
      open.setAttribute("aria-expanded", "false");
      popover.hidePopover();
      popover.remove();
      open = null;
    }
    const later = (act) => { clearTimeout(timer); timer = setTimeout(act, 200); };
    popover.addEventListener("mouseenter", () => clearTimeout(timer));
    popover.addEventListener("mouseleave", () => later(hide));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && open) { const back = open; hide(); back.focus(); hide(); } });
    document.addEventListener("pointerdown", (event) => { if (open && !open.parentNode.contains(event.target)) hide(); });
    addEventListener("resize", place);
    addEventListener("scroll", place, { passive: true, capture: true });

    // Words may run over the end of a line, which a button element cannot.
    function buttonOf(holder, told) {
      const button = element(holder.dataset.kind ? "span" : "button", holder.textContent);
      if (holder.dataset.kind) { button.setAttribute("role", "button"); button.tabIndex = 0; } else button.type = "button";
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-label", holder.textContent + ", " + told);
      return button;
    }
    function enhance(number, told) {
      const button = buttonOf(number, told);
      button.addEventListener("click", () => show(button));
      button.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(button); }
      });
      button.addEventListener("focus", () => { if (button.matches(":focus-visible")) show(button); });
      button.addEventListener("mouseenter", () => later(() => show(button)));
      button.addEventListener("mouseleave", () => later(hide));
      number.addEventListener("focusout", (event) => { if (!number.contains(event.relatedTarget)) later(hide); });
      number.addEventListener("focusin", () => clearTimeout(timer));
      number.replaceChildren(button);
    }
    function turn(on) {
      hide();
      root.dataset.figures = on ? "on" : "off";
      control.setAttribute("aria-pressed", String(on));
      document.querySelectorAll(".kscb-number").forEach((number) => {
        if (!figures[number.dataset.figure]) return;
        if (on) enhance(number, NUMBER); else number.textContent = number.textContent;
      });
      document.querySelectorAll(".kscb-stated").forEach((words) => {
        if (on) enhance(words, STATED[words.dataset.kind][1]); else words.textContent = words.textContent;
      });
    }
    // A number in the folded data of a chart is unfolded for whoever follows a link to it.
    function unfold() {
      let anchor = "";
      try { anchor = decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return; }
      const place = anchor && document.getElementById(anchor);
      const data = place && place.closest("details:not([open])");
      if (data) { data.open = true; place.scrollIntoView(); }
    }
    unfold();
    addEventListener("hashchange", unfold);
    control.hidden = false;
    control.addEventListener("click", () => { const on = root.dataset.figures !== "on"; remember(on); turn(on); });
    addEventListener("hashchange", () => { if (wanted() && root.dataset.figures !== "on") { remember(true); turn(true); } });
    if (wanted()) remember(true);
    turn(root.dataset.figures === "on");
  }
  document.addEventListener("DOMContentLoaded", start);
})();
