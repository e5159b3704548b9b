// The keyboard on the scoring page. It presses the buttons and answers of the page; scoring.js does the rest.
const form = document.querySelector("[data-form]");
const player = document.getElementById("opname");
const items = [...form.querySelectorAll("[data-item]")];
// The keys work on the indicator that was used last, also after a click on the recording.
let last = null;

form.addEventListener("focusin", (event) => (last = event.target.closest("[data-item]") || last));
form.addEventListener("focus-item", (event) => {
  const item = event.target;
  const target =
    item.querySelector("input[type=radio]:checked:not([value=''])") ||
    item.querySelector("input[type=radio]") ||
    item.querySelector("textarea");
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: "center" });
});

const focusItem = (item) => item?.dispatchEvent(new CustomEvent("focus-item", { bubbles: true }));
const shown = (item) => !item.closest("[data-step-panel]").hidden;

function itemAtHand() {
  const active = document.activeElement;
  if (active && active !== document.body && active !== player) return active.closest("[data-item]");
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
  const clear = inside && (key === "delete" || key === "backspace");
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
    const moment = active.matches(".moment__text");
    // The M that is still held down after it took the moment is no text.
    if (moment && event.repeat && !active.value) event.preventDefault();
    if (event.key !== "Escape" && !(moment && event.key === "Enter")) return;
    event.preventDefault();
    return focusItem(item);
  }
  const key = event.key.toLowerCase();
  if (playerKey(key) || (item && itemKey(key, item))) event.preventDefault();
});
