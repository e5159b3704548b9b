// A field that shows only the rows of a list with the words in it. Nothing is sent: a name stays out of every address.
const plain = (text) => text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();

for (const filter of document.querySelectorAll("[data-filter]")) {
  const rows = [...document.getElementById(filter.dataset.filter).children];
  const field = filter.querySelector("input");
  const state = filter.querySelector("[role=status]");
  const show = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    // What was ticked stays in sight: it is sent too.
    for (const row of rows) row.hidden = !row.querySelector(":checked") && !words.every((word) => plain(row.textContent).includes(word));
    const shown = rows.filter((row) => !row.hidden).length;
    state.textContent = words.length ? `${shown} van ${rows.length}` : "";
  };
  field.addEventListener("input", show);
  // Who looks for a row has not filled in the form around it yet.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  filter.hidden = false;
  // The browser may have kept what was typed, after a way back to this page.
  show();
}
