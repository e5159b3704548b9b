// Keeps the chosen answers of a scan in this browser until they are saved on the server. Without this script the button saves
// what is chosen so far.
import { memory } from "./saving.js";

const form = document.querySelector("form[data-scan]");
const memoryOf = (element) => memory(`scan:${element.dataset.scan}:${element.dataset.person}`);

if (form) keepChoosing(memoryOf(form));
for (const saved of document.querySelectorAll("[data-scan-saved]")) memoryOf(saved).keep(null);

function keepChoosing(kept) {
  const chosen = (which) => [...form.querySelectorAll(`[type=radio]${which}`)].map((radio) => [radio.name, radio.value]);
  const saved = JSON.stringify(chosen("[checked]"));
  const points = form.querySelectorAll("fieldset").length;
  let leaving = false;

  const unsaved = () => JSON.stringify(chosen(":checked")) !== saved;
  function count() {
    const number = chosen(":checked").length;
    const how = unsaved() ? ", bewaard in deze browser" : number ? ", opgeslagen" : "";
    form.querySelector("[data-scan-count]").textContent = `${number} van ${points} gekozen${how}`;
  }

  for (const [name, value] of kept.read() ?? []) {
    const radio = [...form.querySelectorAll("[type=radio]")].find((each) => each.name === name && each.value === value);
    if (radio) radio.checked = true;
  }
  if (unsaved()) form.querySelector("[data-scan-state]").textContent = "Wat je eerder koos, staat er nog.";
  count();
  form.addEventListener("change", () => {
    kept.keep(unsaved() ? chosen(":checked") : null);
    count();
  });
  form.addEventListener("submit", () => (leaving = navigator.onLine));
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    // A browser that keeps nothing loses it.
    if (!leaving && unsaved() && !kept.read()) event.preventDefault();
  });
}
