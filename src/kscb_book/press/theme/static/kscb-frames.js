/* For those who listen or type: a table that becomes cards on a small screen stays a table, and what scrolls in a frame
   of its own can be reached by keyboard and has a name. */
(function () {
  "use strict";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const roleOf = (part) => part.tagName === "TH" ? (part.scope === "row" ? "rowheader" : "columnheader") : ROLES[part.tagName];
  const nameOf = (frame) => {
    const caption = frame.querySelector("caption");
    return caption ? caption.textContent.replace("#", "").trim() : frame.matches("ul") ? "Published figures" : "Table";
  };
  // A browser may forget what a table is once its parts are laid out as blocks.
  document.querySelectorAll(".kscb-glance, .kscb-list").forEach((table) => {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) part.setAttribute("role", roleOf(part));
  });
  function reach(frame) {
    const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    if (!scrolls) return ["tabindex", "role", "aria-label"].forEach((name) => frame.removeAttribute(name));
    frame.tabIndex = 0;
    if (frame.tagName === "DIV") frame.setAttribute("role", "group"); // a list stays a list
    frame.setAttribute("aria-label", nameOf(frame));
  }
  // A browser may leave what has the focus half out of its frame.
  document.addEventListener("focusin", (event) => {
    const frame = event.target.closest(".kscb-scroll");
    if (frame && frame !== event.target) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const watched = new ResizeObserver((changes) => changes.forEach((change) => reach(change.target)));
  document.querySelectorAll(".kscb-scroll, .kscb-published").forEach((frame) => watched.observe(frame));
})();
