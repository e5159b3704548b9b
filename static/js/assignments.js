// A Profiel, a Plan, or the answer to one: every field is saved the moment that it is typed.
// Without this script the page is one form with one button.
import { addSignIn, choice, memory, post, speaker, tidy } from "./saving.js";

const root = document.querySelector("[data-assignment]");
const form = root.querySelector("[data-form]");
const stateLine = root.querySelector("[data-save-state]");
const { address, fields: saveAddress } = root.dataset;
const show = speaker(stateLine);
const kept = memory(`${address}:${root.dataset.person}`);
const waiting = new Map();
// What the server has, by field; absent while that is not known.
const saved = new Map();
// Something that was not saved the last time is back on the page.
let restored = false;
let sending = null;
let retry = 0;
let typing = 0;

document.documentElement.classList.add("has-script");

const inputOf = (field) => field.querySelector("textarea, input:not([type=hidden]):not([type=radio])");
const textOf = (field) => (inputOf(field) ? inputOf(field).value : field.querySelector("input:checked")?.value || "");

function fill(field, text) {
  const input = inputOf(field);
  if (input) input.value = text;
  else for (const radio of field.querySelectorAll("[type=radio]")) radio.checked = radio.value === text;
}

function remember() {
  // With the revision that was on screen, so that a newer save elsewhere is noticed and not overwritten.
  const unsaved = [...waiting].map(([key, text]) => [key, text, document.getElementById(key).dataset.revision]);
  kept.keep(unsaved.length ? unsaved : null);
}

function note(field) {
  if (saved.get(field.id) !== tidy(textOf(field))) return waiting.set(field.id, textOf(field));
  waiting.delete(field.id);
  if (field.dataset.held !== "refused") return;
  delete field.dataset.held;
  say(field, "");
}

function keep(field) {
  clearTimeout(typing);
  note(field);
  if (field.dataset.held === "refused") delete field.dataset.held;
  remember();
  if (waiting.size || sending) send();
  else conclude();
}

// One save at a time; who calls meanwhile waits for the same round.
function send() {
  sending ??= sendAll().finally(() => (sending = null));
  return sending;
}

async function sendAll() {
  clearTimeout(retry);
  if (!waiting.size) return;
  // A warning that stands is not spoken again at every try.
  if (stateLine.dataset.kind !== "warning") show("Opslaan…");
  for (const [key, text] of [...waiting]) {
    const field = document.getElementById(key);
    if (field.dataset.held) continue;
    let response;
    saved.delete(key);
    try {
      response = await post(saveAddress + key, { text, revision: Number(field.dataset.revision) });
    } catch {
      return pause("Wacht op verbinding. Wat je typt, blijft hier bewaard.");
    }
    if (response.status === 401) {
      return pause("Je bent uitgelogd. Log in een nieuw tabblad in; wat je typt, blijft hier bewaard.", true);
    }
    const stored = await response.json().catch(() => ({}));
    if (response.ok) {
      setRevision(field, stored.revision);
      saved.set(key, tidy(text));
      if (waiting.get(key) === text) waiting.delete(key);
      remember();
      say(field, "");
      hint(field, stored.hints || []);
    } else if (waiting.get(key) !== text) {
      continue; // It changed meanwhile: what stands there now is sent in the next round.
    } else if (response.status === 409) {
      conflict(field, stored);
    } else {
      // One field that is not taken must not keep the others waiting. It stays here until it is changed or sent again.
      field.dataset.held = response.status === 422 ? "refused" : "later";
      say(field, stored.error || "Dit kon niet worden opgeslagen. We proberen het zo opnieuw.");
    }
  }
  if (heldAs("").length) return sendAll();
  conclude();
}

const heldAs = (kind) => [...waiting.keys()].map((key) => document.getElementById(key)).filter((field) => (field.dataset.held || "") === kind);

// The first field that waits for the person: it was refused, or another window saved something else.
const stuck = () => [...heldAs("refused"), ...heldAs("choice")][0];

function bring(field) {
  field.closest("details")?.setAttribute("open", "");
  (field.querySelector("[data-message] button") ?? inputOf(field) ?? field.querySelector("input")).focus({ preventScroll: true });
  field.scrollIntoView();
}

function setRevision(field, revision) {
  field.dataset.revision = revision;
  form.elements[`r-${field.id}`].value = revision;
}

function conclude() {
  const later = heldAs("later");
  if (later.length) {
    for (const field of later) delete field.dataset.held;
    return pause("Niet alles is opgeslagen. We proberen het zo opnieuw; wat je typt, blijft hier bewaard.");
  }
  const field = stuck();
  if (!field) return show(restored ? "Wat je eerder typte, staat er weer. Alles is opgeslagen." : "Alles is opgeslagen.", "ok");
  show(field.dataset.held === "refused" ? "Nog niet alles is opgeslagen. Deze browser bewaart wat je typte: " : "Er is een keuze nodig: ", "warning");
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.textContent = field.querySelector("label, legend").textContent.trim();
  stateLine.append(link);
}

function pause(words, signedOut = false) {
  show(words, "warning");
  if (signedOut) addSignIn(stateLine);
  retry = setTimeout(send, 5000);
}

function say(field, words) {
  let line = field.querySelector("[data-message]");
  if (!words) return line?.remove();
  if (!line) {
    line = document.createElement("div");
    line.dataset.message = "";
    line.className = "field__message utrecht-form-field-error-message as-typed";
    line.setAttribute("role", "alert");
    field.querySelector("label, legend").after(line);
  }
  line.textContent = words;
  return line;
}

function hint(field, words) {
  const place = field.querySelector("[data-hints]");
  if (!place || [...place.children].map((each) => each.textContent).join() === words.join()) return;
  place.replaceChildren(...words.map((each) => Object.assign(document.createElement("p"), { textContent: each })));
}

// Another window saved something else: nothing is overwritten, the person reads both and chooses.
function conflict(field, stored) {
  saved.set(field.id, tidy(stored.text));
  field.dataset.held = "choice";
  const label = field.querySelector(`input[type=radio][value="${CSS.escape(stored.text)}"]`)?.parentElement.textContent.trim();
  const words = stored.text ? `“${label || stored.text}”` : "niets";
  // A sentence that has its own end gets no second one.
  const line = say(field, `In een ander venster staat hier nu: ${words}${/[.!?…]”$/.test(words) ? "" : "."} `);
  const done = (act) => () => {
    setRevision(field, stored.revision);
    delete field.dataset.held;
    // Where the buttons were, the keyboard goes on.
    if (line.contains(document.activeElement)) {
      field.tabIndex = -1;
      field.focus({ preventScroll: true });
    }
    line.remove();
    act();
  };
  const take = done(() => {
    fill(field, stored.text);
    waiting.delete(field.id);
    remember();
    conclude();
    send();
  });
  const buttons = Object.assign(document.createElement("div"), { className: "buttons" });
  buttons.append(choice("Neem dat over", take), choice("Houd wat hier staat", done(() => keep(field))));
  line.append(buttons);
}

form.addEventListener("change", (event) => {
  const field = event.target.closest("[data-field]");
  if (field) keep(field);
});
form.addEventListener("input", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field || event.target.type === "radio") return;
  restored = false;
  note(field);
  remember();
  clearTimeout(typing);
  typing = setTimeout(() => keep(field), 800);
});
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => waiting.size && send());
window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

// A button waits until all is saved. Then its own form does the rest, as it does without a script.
let ready = false;
form.addEventListener("submit", async (event) => {
  if (ready) return;
  event.preventDefault();
  const pressed = event.submitter;
  await send();
  // A form takes no second submit while the first one is still being told.
  await new Promise((done) => setTimeout(done));
  if (stuck()) return bring(stuck());
  if (!navigator.onLine) return show("Er is geen verbinding. Wat je typt, blijft hier bewaard. Druk straks nog een keer op de knop.", "warning");
  if (!waiting.size && pressed?.name) {
    ready = true;
    form.requestSubmit(pressed);
  }
});
// Back in the browser brings this page as it was left.
window.addEventListener("pageshow", () => (ready = false));

// A field that came back with a message shows what was typed, not what was saved.
const sentAs = (field) => (inputOf(field) ? inputOf(field).defaultValue : field.querySelector("input[checked]")?.value || "");
for (const field of form.querySelectorAll("[data-field]:not(:has([data-message]))")) saved.set(field.id, tidy(sentAs(field)));
for (const [key, text, revision] of kept.read() ?? []) {
  const field = document.getElementById(key);
  if (!field || tidy(textOf(field)) === tidy(text)) continue;
  fill(field, text);
  field.dataset.revision = revision;
  field.closest("details")?.setAttribute("open", "");
  waiting.set(key, text);
  restored = true;
}
// What was typed before this script came, is not saved yet. The browser itself puts nothing back: the form says so.
for (const field of form.querySelectorAll("[data-field]:not(:has([data-message]))")) if (!waiting.has(field.id)) note(field);
// A field inside something folded is opened when the address names it.
document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
if (waiting.size) send();
else {
  remember();
  if (!stateLine.textContent) show("Wat je typt, wordt meteen opgeslagen.");
}
