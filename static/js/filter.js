// A field that shows only the rows of a list with the words in it. Nothing is sent: a name stays out of every address.
const plain = (text) => text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();

for (const filter of document.querySelectorAll("[data-filter]")) {
  const rows = [...document.getElementById(filter.dataset.filter).children];
  const field = filter.querySelector("input");
  const state = filter.querySelector("[role=status]");
  const show = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => plain(row.textContent).includes(word));
    const shown = rows.filter((row) => !row.hidden).length;
    state.textContent = words.length ? `${shown} van ${rows.length}` : "";
  };
  field.addEventListener("input", show);
  filter.hidden = false;
  // The browser may have kept what was typed, after a way back to this page.
  show();
}
