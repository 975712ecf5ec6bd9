/**
 * The page's script: sorting, filtering, searching and paging of tables, the choice of light or dark, and paper.
 * The page is whole without it; controls that need it stay hidden until it runs. It writes no markup and asks nothing of a network.
 */

export const SCRIPT: string = `"use strict";
const PAGE = 100;
const theme = document.querySelector("button.theme");
theme.hidden = false;
theme.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  theme.setAttribute("aria-pressed", String(!dark));
});
const paper = [];
for (const section of document.querySelectorAll("section[data-list]")) {
  const table = section.querySelector("table");
  const controls = section.querySelectorAll(".controls");
  const search = section.querySelector("input[type=search]");
  const selects = [...section.querySelectorAll("select")];
  const state = section.querySelector("[role=status]");
  const [back, next] = section.querySelectorAll("button.page");
  const body = table.tBodies[0];
  const all = [...body.rows].map((row, place) => ({ row, place, text: "" }));
  let shown = all;
  let page = 0;
  const keyOf = (item, column) => {
    const cell = item.row.cells[column];
    return cell.dataset.sort ?? (cell.querySelector("summary") ?? cell).textContent.trim();
  };
  const draw = () => {
    const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
    page = Math.min(Math.max(page, 0), last);
    for (const item of all) item.row.hidden = true;
    for (const item of shown.slice(page * PAGE, (page + 1) * PAGE)) item.row.hidden = false;
    const from = shown.length === 0 ? 0 : page * PAGE + 1;
    state.textContent = from + " to " + Math.min(shown.length, (page + 1) * PAGE) + " of " + shown.length;
    back.disabled = page === 0;
    next.disabled = page === last;
    back.hidden = next.hidden = last === 0;
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    shown = all.filter((item) => {
      if (!selects.every((select) => select.value === "" || item.row.cells[select.dataset.column].textContent.trim() === select.value)) return false;
      if (words.length === 0) return true;
      item.text ||= item.row.textContent.toLowerCase();
      return words.every((word) => item.text.includes(word));
    });
    page = 0;
    draw();
  };
  for (const control of controls) control.hidden = false;
  search.addEventListener("input", filter);
  for (const select of selects) select.addEventListener("change", filter);
  back.addEventListener("click", () => { page--; draw(); });
  next.addEventListener("click", () => { page++; draw(); });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keys = new Map(all.map((item) => [item, keyOf(item, column)]));
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      all.sort((a, b) => (up ? 1 : -1) * compare(keys.get(a), keys.get(b)) || a.place - b.place);
      // out of the page, or each move would be laid out
      body.remove();
      body.append(...all.map((item) => item.row));
      filter();
      table.append(body);
    });
  });
  paper.push({ open: () => { for (const item of shown) item.row.hidden = false; }, close: draw });
  draw();
  section.dataset.ready = "";
}
addEventListener("beforeprint", () => {
  for (const list of paper) list.open();
  for (const details of document.querySelectorAll("details:not([open])")) { details.open = true; details.dataset.paper = ""; }
});
addEventListener("afterprint", () => {
  for (const list of paper) list.close();
  for (const details of document.querySelectorAll("details[data-paper]")) { details.open = false; delete details.dataset.paper; }
});
`;
