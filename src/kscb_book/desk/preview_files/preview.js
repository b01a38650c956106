"use strict";
// Loads the page again when the report is another, and says why it is not yet.
(() => {
  const own = document.currentScript.dataset.edition;
  const notice = document.createElement("p");
  notice.className = "kscb-preview";
  notice.setAttribute("role", "status");
  document.body.prepend(notice);
  const say = (text) => { if (notice.textContent !== text) notice.textContent = text; };
  const ask = async () => {
    try {
      const answer = await fetch("/.preview/state", { cache: "no-store" });
      const state = await answer.json();
      if (state.edition && state.edition !== own) { location.reload(); return; }
      say(state.message);
    } catch {
      say("The preview has ended: this page no longer follows the files.");
    }
    setTimeout(ask, 1000);
  };
  ask();
})();
