// Keeps the chosen answers of a form on the server while it is being made. Without this script the button
// 'Opslaan en later verder' does the same.
import { post, touched } from "./saving.js";

const form = document.querySelector("form[data-draft]");
const state = document.querySelector("[data-draft-state]");
const progress = document.querySelector("[data-draft-count]");
const questions = form.querySelectorAll("[role=radiogroup]").length;
const AGAIN = 5000;

let sending = null; // The one request that is on its way.
let changed = false; // Something was chosen since that request left.
let timer = 0; // Runs while a save that failed waits for its next try.

function body() {
  const values = new URLSearchParams(new FormData(form));
  values.set("later", "1");
  return values;
}

function count(words) {
  progress.textContent = `${form.querySelectorAll(":checked").length} van ${questions} beantwoord${words}`;
}

function stopWaiting() {
  clearTimeout(timer);
  timer = 0;
}

async function send() {
  stopWaiting();
  if (sending) return;
  changed = false;
  sending = new AbortController();
  count(", opslaan…");
  try {
    const response = await post(location.pathname, body(), { signal: sending.signal });
    if (!response.ok) throw new Error(response.statusText);
    if (state.textContent) state.textContent = "Alles is weer opgeslagen.";
    state.dataset.kind = "ok";
    count(changed ? ", opslaan…" : ", opgeslagen");
  } catch (error) {
    if (error.name === "AbortError") return;
    count("");
    state.textContent = "Opslaan lukt nu niet. Je keuzes staan nog op deze pagina, en we proberen het opnieuw.";
    state.dataset.kind = "warning";
    timer = setTimeout(send, AGAIN);
  } finally {
    sending = null;
  }
  if (changed) send();
}

form.addEventListener("change", () => {
  changed = true;
  send();
});
// What is handed in is kept by that; a late draft would come back at the next try.
form.addEventListener("submit", () => {
  if (!navigator.onLine) return;
  stopWaiting();
  changed = false;
  sending?.abort();
});
// Back in the browser the choices come back, and with them what the server has; what is on its way is not there yet.
window.addEventListener("pageshow", () => {
  if (!sending && !timer) count(form.querySelector(":checked") ? ", opgeslagen" : "");
});
window.addEventListener("online", () => state.textContent && send());
if (touched(form)) {
  changed = true;
  send();
}
