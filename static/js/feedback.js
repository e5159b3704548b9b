// Side by side: opens and closes all themes at once, and opens what a link leads to.
const main = document.querySelector(".compare__main");
const folds = [...main.querySelectorAll("[data-theme] details")];

function openAll(open) {
  for (const fold of folds) fold.open = open;
}

// A link to a theme or to an indicator in it: everything around it opens.
function openHash() {
  const target = document.getElementById(location.hash.slice(1));
  const theme = target?.closest("[data-theme]");
  if (!theme) return;
  theme.querySelector("details").open = true;
  for (const fold of folds) if (fold.contains(target)) fold.open = true;
  target.scrollIntoView();
}

main.querySelector("[data-folds]").hidden = false;
main.querySelector("[data-open-all]").addEventListener("click", () => openAll(true));
main.querySelector("[data-close-all]").addEventListener("click", () => openAll(false));
window.addEventListener("hashchange", openHash);
// A second click on the same link changes no address.
document.addEventListener("click", (event) => {
  if (event.target.closest("a")?.hash === location.hash && location.hash) openHash();
});
openHash();
