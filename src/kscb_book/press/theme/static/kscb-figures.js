/* The page of all figures: shows only the rows that hold every word typed. Without this script all are shown. */
(function () {
  "use strict";
  const form = document.querySelector(".kscb-filter"), field = form.querySelector("input");
  const count = document.getElementById("kscb-count"), total = Number(count.dataset.total);
  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const groups = [...document.querySelectorAll(".kscb-group")].map((group) => {
    const about = group.querySelector("h2").textContent;
    const rows = [...group.querySelectorAll("tbody tr")].map((row) => ({ row, text: plain(about + " " + row.textContent) }));
    return { group, rows };
  });
  const figures = (number) => number + (number === 1 ? " figure" : " figures");
  let timer = 0;

  function filter() {
    const words = plain(field.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const { group, rows } of groups) {
      let here = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) here += 1;
      }
      group.hidden = here === 0;
      shown += here;
    }
    // A screen reader is told once the typing rests, not at every letter.
    clearTimeout(timer);
    timer = setTimeout(() => { count.textContent = words.length ? shown + " of " + figures(total) : figures(total); }, 300);
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", filter);
  // Whoever follows a link to a row sees it, whatever was typed before.
  addEventListener("hashchange", () => { if (location.hash) { field.value = ""; filter(); } });
})();
