// The scoring page: moments, and saving every answer the moment that it is given. Steps and keyboard have their own scripts.
// Without this script the page is one long form with one button.
import { addSignIn, choice, memory, post, speaker, tidy } from "./saving.js";

const root = document.querySelector("[data-scoring]");
const form = root.querySelector("[data-form]");
const player = document.getElementById("opname");
const address = root.dataset.address;
const stateLine = root.querySelector("[data-save-state]");
const items = [...form.querySelectorAll("[data-item]")];
const show = speaker(stateLine);
const kept = memory(`${address}:${root.dataset.person}`);
const keptMoments = memory(`${address}:${root.dataset.person}:momenten`);

document.documentElement.classList.add("has-script");
for (const element of root.querySelectorAll("[data-mark], [data-clear]")) element.hidden = false;

// ── Saving ─────────────────────────────────────────────────────────────────────────────────────────────────────
const waiting = new Map();
let sending = null;
let retry = 0;

const textOf = (item) => item.querySelector("textarea").value;
const answerOf = (item) => item.querySelector("input[type=radio]:checked")?.value || null;

function remember() {
  // With the revision that was on screen, so that a newer save elsewhere is noticed and not overwritten.
  const unsaved = [...waiting].map(([code, given]) => [code, given, document.getElementById(code).dataset.revision]);
  kept.keep(unsaved.length ? unsaved : null);
}

function keep(item) {
  waiting.set(item.dataset.item, { answer: answerOf(item), note: textOf(item) });
  if (item.dataset.held === "refused") delete item.dataset.held;
  item.classList.toggle("is-answered", answerOf(item) !== null);
  remember();
  count(item);
  send();
}

// The steps' own script counts what is open.
const count = (item) => item.dispatchEvent(new CustomEvent("answered", { bubbles: true }));

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
  for (const [code, given] of [...waiting]) {
    const item = document.getElementById(code);
    if (item.dataset.held) continue;
    let response;
    try {
      response = await post(`${address}/antwoorden/${code}`, { ...given, revision: Number(item.dataset.revision) });
    } catch {
      return pause("Wacht op verbinding. Wat je invult, blijft hier bewaard.");
    }
    if (response.status === 401) return signedOut();
    const stored = await response.json().catch(() => ({}));
    if (response.ok) {
      item.dataset.revision = stored.revision;
      form.elements[`r-${code}`].value = stored.revision;
      settle(code, given);
      say(item, "");
    } else if (waiting.get(code) !== given) {
      continue; // It changed meanwhile: what stands there now is sent in the next round.
    } else if (response.status === 409) {
      conflict(item, stored);
    } else {
      // One item that is not taken must not keep the others waiting. It stays here until it is changed or sent again.
      hold(item, response.status === 422 ? "refused" : "later", stored.error);
    }
  }
  if (heldAs("").length) return sendAll();
  conclude();
}

const heldAs = (kind) => [...waiting.keys()].map((code) => document.getElementById(code)).filter((item) => (item.dataset.held || "") === kind);

function hold(item, kind, words) {
  item.dataset.held = kind;
  say(item, words || "Dit antwoord kon niet worden opgeslagen. We proberen het zo opnieuw.");
}

function conclude() {
  const [choices, refused, later] = ["choice", "refused", "later"].map(heldAs);
  if (later.length) {
    for (const item of later) delete item.dataset.held;
    return pause("Niet alles is opgeslagen. We proberen het zo opnieuw; wat je invult, blijft hier bewaard.");
  }
  const [item] = [...refused, ...choices];
  if (!item) return show("Alles is opgeslagen.", "ok");
  show(refused.length ? "Nog niet alles is opgeslagen: " : "Er is een keuze nodig: ", "warning");
  const link = document.createElement("a");
  link.href = `#${item.id}`;
  link.textContent = item.querySelector("legend").textContent;
  stateLine.append(link);
}

// What was typed while the save was under way stays waiting.
function settle(code, given) {
  if (waiting.get(code) === given) waiting.delete(code);
  remember();
}

function pause(words) {
  show(words, "warning");
  retry = setTimeout(send, 5000);
}

function signedOut() {
  pause("Je bent uitgelogd. Log in een nieuw tabblad in; wat je invult, blijft hier bewaard.");
  addSignIn(stateLine);
}

function say(item, words) {
  let line = item.querySelector("[data-message]");
  if (!words) return line?.remove();
  if (!line) {
    line = document.createElement("div");
    line.dataset.message = "";
    line.className = "item__conflict utrecht-form-field-error-message";
    line.setAttribute("role", "alert");
    item.querySelector("legend").after(line);
  }
  line.textContent = words;
  return line;
}

// Another window saved something else: nothing is overwritten, the person chooses.
function conflict(item, stored) {
  item.dataset.held = "choice";
  const label = item.querySelector(`input[value="${stored.answer}"] + span`)?.textContent || "geen antwoord";
  const line = say(item, `In een ander venster staat hier nu: ${label}${stored.note ? `, “${stored.note}”` : ""}. `);
  const done = (act) => () => {
    item.dataset.revision = stored.revision;
    delete item.dataset.held;
    line.remove();
    act();
  };
  const take = done(() => {
    fill(item, stored);
    waiting.delete(item.dataset.item);
    remember();
    count(item);
    send();
  });
  line.append(choice("Neem dat over", take), choice("Houd wat hier staat", done(() => keep(item))));
}

function fill(item, given) {
  for (const radio of item.querySelectorAll("input[type=radio]")) radio.checked = radio.value === (given.answer || "");
  item.querySelector("textarea").value = given.note;
  item.classList.toggle("is-answered", Boolean(given.answer));
}

let typing = 0;
form.addEventListener("change", (event) => {
  const item = event.target.closest("[data-item]");
  if (item && event.target.matches("input[type=radio], textarea[name]")) keep(item);
});
form.addEventListener("input", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item || !event.target.matches("textarea[name]")) return;
  waiting.set(item.dataset.item, { answer: answerOf(item), note: textOf(item) });
  remember();
  clearTimeout(typing);
  typing = setTimeout(() => keep(item), 800);
});
window.addEventListener("online", () => {
  send();
  form.querySelectorAll("[data-unsaved]").forEach(keepMoment);
});
document.addEventListener("visibilitychange", () => waiting.size && send());
window.addEventListener("beforeunload", (event) => {
  if (waiting.size || form.querySelector("[data-unsaved]")) event.preventDefault();
});
form.addEventListener("submit", async (event) => {
  const pressed = event.submitter;
  event.preventDefault();
  if (pressed?.matches("[data-remove]")) return removeMoment(pressed);
  await send();
  await Promise.all([...form.querySelectorAll("[data-unsaved]")].map((line) => line.saving));
  if (pressed?.matches("[data-to-submit]") && !waiting.size) location.assign(`${address}/inleveren`);
});

// ── Moments ────────────────────────────────────────────────────────────────────────────────────────────────────
const clock = (seconds) => {
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours ? String(Math.floor((seconds % 3600) / 60)).padStart(2, "0") : Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return hours ? `${hours}:${rest}` : rest;
};

const wordsOf = (line) => line.querySelector(".moment__text");
const secondOf = (line) => Number(line.querySelector("[data-at]").dataset.at);

function rememberMoments() {
  const unsaved = [...form.querySelectorAll("[data-unsaved]")];
  const known = (line) => [line.closest("[data-item]").id, line.dataset.moment, secondOf(line), wordsOf(line).value];
  keptMoments.keep(unsaved.length ? unsaved.map(known) : null);
}

// What happens at a moment, to type beside it: as high as what stands in it, and one line to whoever reads it.
function momentText(line, words) {
  const at = clock(secondOf(line));
  const field = document.createElement("textarea");
  Object.assign(field, { className: "moment__text", value: words, placeholder: "Wat gebeurt er?", maxLength: 300, rows: 1 });
  field.setAttribute("aria-label", `Wat gebeurt er op ${at}?`);
  field.setAttribute("aria-description", "Met Enter of Escape ga je terug naar de indicator.");
  let typing = 0;
  field.addEventListener("input", () => {
    if (field.value.includes("\n")) field.value = field.value.replace(/\n/g, " ");
    line.dataset.unsaved = "";
    rememberMoments();
    clearTimeout(typing);
    typing = setTimeout(() => keepMoment(line), 800);
  });
  field.addEventListener("change", () => keepMoment(line));
  return field;
}

// A moment has its field at once: who goes on typing never has to wait for the site.
function addMoment(item, at, words) {
  const line = document.createElement("li");
  line.dataset.moment = "";
  const jump = document.createElement("button");
  Object.assign(jump, { type: "button", className: "moment", textContent: clock(at) });
  jump.dataset.at = at;
  const remove = document.createElement("button");
  Object.assign(remove, { type: "submit", className: "moment__remove", textContent: "×" });
  remove.dataset.remove = "";
  remove.setAttribute("aria-label", `Verwijder het moment op ${clock(at)}`);
  line.append(jump);
  line.append(" ", momentText(line, words), " ", remove);
  item.querySelector("[data-moments]").append(line);
  keepMoment(line);
  return line;
}

const lineAt = (item, at) => [...item.querySelectorAll("[data-moment]")].find((line) => secondOf(line) === at);

function mark(item) {
  if (!player) return;
  const at = Math.floor(player.currentTime);
  wordsOf(lineAt(item, at) ?? addMoment(item, at, "")).focus();
}

// One save at a time for each moment; what is typed meanwhile is in the next one.
function keepMoment(line) {
  line.dataset.unsaved = "";
  rememberMoments();
  line.saving = (line.saving ?? Promise.resolve()).then(() => sendMoment(line));
  return line.saving;
}

async function sendMoment(line) {
  if (!line.isConnected || !("unsaved" in line.dataset)) return;
  const [item, id] = [line.closest("[data-item]"), line.dataset.moment];
  const [at, text] = [secondOf(line), wordsOf(line).value];
  const asked = id ? post(`/momenten/${id}`, { text }) : post(`${address}/momenten`, { item: item.dataset.item, at, text });
  const response = await asked.catch(() => null);
  const row = (await response?.json().catch(() => null)) ?? {};
  if (response?.status === 401) signedOut();
  if (!response?.ok) return momentWaits(line, response?.status === 422 ? row.error : "", !response);
  if (!id) line.dataset.moment = row.id;
  if (wordsOf(line).value === text) delete line.dataset.unsaved;
  rememberMoments();
  if (!item.querySelector("[data-unsaved]") && !item.dataset.held) say(item, "");
  if (!waiting.size) show(id ? "Alles is opgeslagen." : `Moment ${clock(at)} bewaard.`, "ok");
}

// What appears while a button is held down moves it from under the finger, and then it is no click.
let released = Promise.resolve();
addEventListener("pointerdown", () => {
  released = new Promise((done) => {
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(done), { once: true });
  });
});

function momentWaits(line, refused, offline) {
  const item = line.closest("[data-item]");
  const words = refused || `Het moment ${clock(secondOf(line))} is niet bewaard${offline ? ": er is geen verbinding" : ""}. We proberen het zo opnieuw.`;
  clearTimeout(line.retry);
  if (!refused) line.retry = setTimeout(() => keepMoment(line), 5000);
  released.then(() => {
    if ("unsaved" in line.dataset && item.querySelector("[data-message]")?.textContent !== words) say(item, words);
  });
}

async function removeMoment(button) {
  const line = button.closest("[data-moment]");
  const item = button.closest("[data-item]");
  const at = secondOf(line);
  await line.saving;
  const id = line.dataset.moment;
  const response = id ? await post(`/momenten/${id}/verwijderen`, {}).catch(() => null) : { ok: true };
  if (!response?.ok) return say(item, "Verwijderen lukte niet. Probeer het opnieuw.");
  const text = wordsOf(line).value;
  line.remove();
  rememberMoments();
  if (!item.dataset.held) say(item, "");
  // Undo: the same moment can be put back.
  const undo = choice(`Zet ${clock(at)} terug`, () => {
    wordsOf(addMoment(item, at, text)).focus();
    undo.remove();
  });
  item.querySelector("[data-moments]").after(undo);
  undo.focus();
}

form.addEventListener("click", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item) return;
  if (event.target.closest("[data-mark]")) mark(item);
  const at = event.target.closest("[data-at]");
  if (at && player) {
    player.currentTime = Number(at.dataset.at);
    player.play().catch(() => {});
  }
  if (event.target.closest("[data-clear]")) clear(item);
});

function clear(item) {
  for (const radio of item.querySelectorAll("input[type=radio]")) radio.checked = radio.value === "";
  keep(item);
}

// ── Start ──────────────────────────────────────────────────────────────────────────────────────────────────────
for (const [code, given, revision] of kept.read() ?? []) {
  const item = document.getElementById(code);
  if (!item || (answerOf(item) === given.answer && tidy(textOf(item)) === tidy(given.note))) continue;
  fill(item, given);
  item.dataset.revision = revision;
  waiting.set(code, given);
}
for (const line of form.querySelectorAll("[data-moment]")) {
  const text = line.querySelector("[data-moment-text]");
  text.replaceWith(momentText(line, text.textContent));
}
for (const [code, id, at, words] of keptMoments.read() ?? []) {
  const item = document.getElementById(code);
  const there = id ? item?.querySelector(`[data-moment="${CSS.escape(id)}"]`) : item && lineAt(item, at);
  if (!there) item && addMoment(item, at, words);
  else if (words && wordsOf(there).value !== words) {
    wordsOf(there).value = words;
    keepMoment(there);
  }
}
// What was chosen or typed before this script came. The browser itself puts nothing back: the form says so.
const chosenAs = (item) => item.querySelector("input[type=radio][checked]")?.value || null;
for (const item of items) {
  const sent = waiting.has(item.dataset.item) || (answerOf(item) === chosenAs(item) && textOf(item) === item.querySelector("textarea").defaultValue);
  if (!sent) waiting.set(item.dataset.item, { answer: answerOf(item), note: textOf(item) });
  item.classList.toggle("is-answered", answerOf(item) !== null);
}
items.forEach(count);
if (waiting.size) send();
else remember();
