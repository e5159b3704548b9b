// The keyboard on the scoring page. It presses the buttons and answers of the page; scoring.js does the rest.
const form = document.querySelector("[data-form]");
const player = document.getElementById("opname");
const items = [...form.querySelectorAll("[data-item]")];
// Who speaks to the computer, or hits keys by accident, can do without. This browser remembers that.
const OFF = "sneltoetsen-uit";
const choice = document.querySelector("[data-keys]");
choice.hidden = false;
choice.querySelector("input").checked = !localStorage.getItem(OFF);
choice.addEventListener("change", (event) => (event.target.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
// The keys work on the indicator that was used last, also after a click on the recording, a heading or the page.
let last = null;

form.addEventListener("focusin", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item) return;
  last?.classList.remove("is-current");
  last = item;
  last.classList.add("is-current");
});
form.addEventListener("focus-item", (event) => {
  enter(event.target);
  event.target.scrollIntoView({ block: "center" });
});
// A click on its name or beside its answers: what was clicked on stays where it is.
form.addEventListener("click", (event) => {
  const item = event.target.closest("[data-item]");
  if (item && !item.contains(document.activeElement)) enter(item);
});

function enter(item) {
  const target =
    item.querySelector("input[type=radio]:checked:not([value=''])") ||
    item.querySelector("input[type=radio]") ||
    item.querySelector("textarea");
  target.focus({ preventScroll: true });
}

const focusItem = (item) => item?.dispatchEvent(new CustomEvent("focus-item", { bubbles: true }));
const shown = (item) => !item.closest("[data-step-panel]").hidden;

function itemAtHand() {
  const used = document.activeElement?.closest("[data-item]");
  if (used) return used;
  return last && shown(last) ? last : items.find(shown);
}

function playerKey(key) {
  if (!player || document.activeElement === player) return false;
  const acts = {
    k: () => (player.paused ? player.play().catch(() => {}) : player.pause()),
    j: () => (player.currentTime = Math.max(0, player.currentTime - 5)),
    l: () => (player.currentTime += 5),
  };
  acts[key]?.();
  return key in acts;
}

function itemKey(key, item) {
  const inside = item.contains(document.activeElement);
  const step = (by) => focusItem(inside ? items[items.indexOf(item) + by] : item);
  const acts = {
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    m: () => item.querySelector("[data-mark]")?.click(),
    o: () => item.querySelector("textarea").focus(),
  };
  // Backspace is too easily pressed where nothing has the focus.
  const clear = key === "delete" ? item === last : inside && key === "backspace";
  const answer = item.querySelector(`input[data-key="${CSS.escape(key)}"]`);
  if (answer) answer.focus();
  if (answer && !answer.checked) answer.click();
  if (clear) item.querySelector("[data-clear]")?.click();
  acts[key]?.();
  return Boolean(answer || clear || acts[key]);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const item = itemAtHand();
  const active = document.activeElement;
  if (active?.matches("textarea, input:not([type=radio])")) {
    if (!item?.contains(active)) return;
    const moment = active.matches(".moment__text");
    // The M that is still held down after it took the moment is no text.
    if (moment && event.repeat && !active.value) event.preventDefault();
    if (event.key !== "Escape" && !(moment && event.key === "Enter")) return;
    event.preventDefault();
    return focusItem(item);
  }
  if (!choice.querySelector("input").checked) return;
  const key = event.key.toLowerCase();
  if (playerKey(key) || (item && itemKey(key, item))) event.preventDefault();
});
