// The themes of the scoring page, one at a time: going from one to the next, and how far the form is.
const root = document.querySelector("[data-scoring]");
const form = root.querySelector("[data-form]");
const nav = root.querySelector(".steps-nav");
const links = [...nav.querySelectorAll("[data-step]")];
const panels = [...form.querySelectorAll("[data-step-panel]")];
const scored = [...form.querySelectorAll("[data-item]")].filter((item) => item.querySelector("input[type=radio]"));
const [previous, next] = [form.querySelector("[data-previous]"), form.querySelector("[data-next]")];
let current = 0;

function open(index, focus = false) {
  current = index;
  panels.forEach((panel, place) => (panel.hidden = place !== index));
  links.forEach((link, place) => (place === index ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current")));
  previous.hidden = index === 0;
  next.hidden = index === panels.length - 1;
  form.querySelector("[data-to-submit]").hidden = index !== panels.length - 1;
  // The last step is no theme.
  const themes = panels.length - 1;
  root.querySelector("[data-place]").textContent = index < themes ? `, thema ${index + 1} van ${themes}` : ", aanvullend";
  bringInSight(links[index]);
  if (focus) {
    panels[index].querySelector("h2").focus({ preventScroll: true });
    panels[index].scrollIntoView({ block: "start" });
  }
}

// Moves the strip of themes and never the page.
function bringInSight(link) {
  const strip = link.closest("ol");
  strip.scrollLeft = link.offsetLeft - strip.offsetLeft - strip.clientWidth / 4;
  nav.scrollTop = link.offsetTop - nav.offsetTop - nav.clientHeight / 3;
}

// Before the keyboard's own script puts the focus there.
form.addEventListener("focus-item", (event) => {
  const place = panels.indexOf(event.target.closest("[data-step-panel]"));
  if (place !== current) open(place);
}, true);

function openHash(focus) {
  const target = document.getElementById(location.hash.slice(1));
  const place = panels.findIndex((panel) => panel === target || panel.contains(target));
  open(Math.max(place, 0), focus && (place < 0 || panels[place] === target));
  if (target?.dataset.item) target.dispatchEvent(new CustomEvent("focus-item", { bubbles: true }));
}

function go(step) {
  history.pushState(null, "", `#${panels[current + step].id}`);
  open(current + step, true);
}

const isOpen = (item) => !item.querySelector("input[type=radio]:checked")?.value;

form.addEventListener("answered", (event) => {
  const panel = event.target.closest("[data-step-panel]");
  const line = links[panels.indexOf(panel)].querySelector("[data-open]");
  if (!line) return;
  const left = scored.filter((item) => panel.contains(item) && isOpen(item)).length;
  line.textContent = left ? `${left} open` : "klaar";
  const done = scored.length - scored.filter(isOpen).length;
  for (const total of root.querySelectorAll("[data-total]")) total.textContent = `${done} van ${scored.length}`;
});

previous.addEventListener("click", () => go(-1));
next.addEventListener("click", () => go(1));
window.addEventListener("hashchange", () => openHash(true));
window.addEventListener("popstate", () => openHash(true));

openHash(false);
// Once the whole page is there, the browser itself moves the focus to the place in the address, and takes it away where that
// place takes none. An indicator that takes it passes it on.
const named = document.getElementById(location.hash.slice(1));
if (named?.dataset.item) {
  named.tabIndex = -1;
  named.addEventListener("focus", () => openHash(false), { once: true });
}
