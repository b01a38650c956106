/* Finds authorities by name and region, and sorts a table by any of its columns. Without it the page is whole. */
"use strict";

const SORTED = { ascending: 1, descending: -1 };

function keyOf(row, column) {
  const cell = row.cells[column];
  const text = cell.textContent.trim();
  const number = parseFloat(text.replace(/[,%]/g, ""));
  return { text, number: Number.isNaN(number) ? null : number };
}

function compare(one, other) {
  if (one.number !== null && other.number !== null) return one.number - other.number;
  if (one.number !== null || other.number !== null) return one.number !== null ? -1 : 1;
  return one.text.localeCompare(other.text, "en-GB");
}

function sort(table, heading, column) {
  const way = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", way);
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row, column) }));
  rows.sort((one, other) => SORTED[way] * compare(one.key, other.key));
  table.tBodies[0].append(...rows.map((each) => each.row));
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    if (table.tBodies[0].querySelector(`td:nth-child(${column + 1}) :is(svg, br)`)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading, column));
    heading.append(button);
  });
}

function makeFindable(form) {
  const rows = [...document.querySelectorAll("tr[data-region]")];
  const name = form.querySelector("input");
  const region = form.querySelector("select");
  const count = form.querySelector(".fleet-count");
  function find() {
    const wanted = name.value.trim().toLowerCase();
    for (const row of rows) {
      const isNamed = row.cells[0].textContent.toLowerCase().includes(wanted);
      row.hidden = !(isNamed && (!region.value || row.dataset.region === region.value));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = `${shown} of ${rows.length} shown`;
  }
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  find();
}

for (const table of document.querySelectorAll("table.fleet-sortable")) makeSortable(table);
for (const form of document.querySelectorAll(".fleet-find")) makeFindable(form);
