// The editor: what is typed is saved as a draft while you type, and shown beside it. Without this script a button does both.
import { addSignIn, choice, post, speaker, touched } from "./saving.js";

const form = document.querySelector("[data-editor]");
const line = form.querySelector("[data-save-state]");
const show = speaker(line);
const seen = form.elements.seen;
const PAUSE = 1000;

document.documentElement.classList.add("has-script");

// ── Saving ─────────────────────────────────────────────────────────────────────────────────────────────────────
let dirty = false;
let held = false;
let timer = 0;
let sending = null;

function typed() {
  dirty = true;
  if (held) return;
  show("Nog niet opgeslagen…");
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function save() {
  clearTimeout(timer);
  sending ??= send().finally(() => (sending = null));
  return sending;
}

async function send() {
  while (dirty && !held) {
    dirty = false;
    let response;
    try {
      response = await post(location.pathname, new FormData(form));
    } catch {
      return again("Er is geen verbinding. We proberen het zo opnieuw; wat je typte, staat hier nog.");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.status === 409 && answer.conflict) return conflict(answer.seen);
    if (!response.ok) return again(answer.error || "Opslaan lukte niet. We proberen het zo opnieuw.", response.status === 401);
    seen.value = answer.seen;
    tell(answer);
  }
  if (!held) show("Alles is opgeslagen als concept.", "ok");
}

function again(words, signedOut = false) {
  dirty = true;
  show(words, "warning");
  if (signedOut) addSignIn(line);
  timer = setTimeout(save, 5000);
}

// Someone else kept another text: nothing is overwritten, the author chooses.
function conflict(now) {
  dirty = held = true;
  show("Iemand anders sloeg hier intussen iets op. Jouw tekst is nog niet opgeslagen. ", "warning");
  const look = Object.assign(document.createElement("a"), { href: location.pathname, target: "_blank", rel: "noopener", textContent: "Bekijk wat er nu staat" });
  const keep = choice("Sla toch mijn tekst op", () => {
    seen.value = now;
    held = false;
    show("Nog niet opgeslagen…");
    save();
  });
  line.append(look, " ", keep);
}

form.addEventListener("input", typed);
form.addEventListener("change", (event) => event.target.closest("[data-pick]") || typed());
window.addEventListener("online", () => dirty && save());
window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (sending) {
    // What is under way changes the state that this form says it saw.
    event.preventDefault();
    const pressed = event.submitter;
    await sending;
    return form.requestSubmit(pressed);
  }
  dirty = false;
});

if (touched(form)) typed();

// Who follows a link to a question finds it open.
const asked = location.hash && document.getElementById(location.hash.slice(1))?.closest("details.question");
if (asked) asked.open = true;

// ── What is wrong ──────────────────────────────────────────────────────────────────────────────────────────────
const left = form.querySelector("[data-left]");

// Whatever comes to stand above it, what has the focus keeps its place in the window.
function tell(answer) {
  const focused = document.activeElement;
  const top = focused.getBoundingClientRect().top;
  for (const place of form.querySelectorAll("[data-beside]")) beside(place, place.dataset.beside.split(" ").flatMap((field) => answer.problems[field] || []));
  if (answer.private) warn(answer.private);
  reachable();
  if (left) count();
  window.scrollBy(0, focused.getBoundingClientRect().top - top);
}

function warn(sentences) {
  const warning = form.querySelector("[data-private]");
  warning.hidden = !sentences.length;
  fill(warning.querySelector("ul"), sentences, "li", "utrecht-unordered-list__item");
}

function beside(place, sentences) {
  place.hidden = !sentences.length;
  fill(place, sentences, "span", "line");
  const field = document.getElementById(place.dataset.beside);
  if (!field) return;
  // What is still empty only lacks something, and is no mistake.
  const lacks = !field.value?.trim();
  place.classList.toggle("editor__todo", lacks);
  place.classList.toggle("utrecht-form-field-error-message", !lacks);
  const invalid = !place.hidden && !lacks;
  field.closest(".utrecht-form-field").classList.toggle("utrecht-form-field--invalid", invalid);
  field.setAttribute("aria-invalid", String(invalid));
  const help = document.getElementById(`${field.id}-help`);
  const described = [help?.id, place.hidden ? "" : place.id].filter(Boolean).join(" ");
  if (described) field.setAttribute("aria-describedby", described);
  else field.removeAttribute("aria-describedby");
}

function fill(place, sentences, tag, name) {
  place.replaceChildren(...sentences.map((words) => Object.assign(document.createElement(tag), { className: name, textContent: words })));
}

function count() {
  const badges = [...form.querySelectorAll("[data-badge]")];
  for (const badge of badges) badge.hidden = !badge.closest("details").querySelector("[data-beside]:not([hidden])");
  const shown = badges.filter((badge) => !badge.hidden);
  const words = shown.length === 1 ? "1 vraag moet nog goed" : `${shown.length} vragen moeten nog goed`;
  left.hidden = !shown.length;
  if (shown.length) Object.assign(left.firstChild, { href: `#${shown[0].closest("summary").id}`, textContent: words });
}

// ── Preview ────────────────────────────────────────────────────────────────────────────────────────────────────
const body = document.querySelector("[data-preview-body]");
const area = form.elements.text;
let drawing = 0;
let round = 0;

async function draw() {
  const mine = ++round;
  const response = await post(form.dataset.preview, new FormData(form)).catch(() => null);
  if (!response?.ok || mine !== round) return;
  const answer = await response.json();
  // Made safe by the site itself, as every lesson is.
  body.innerHTML = answer.html;
  for (const place of document.querySelectorAll("[data-copy]")) place.textContent = form.elements[place.dataset.copy].value;
  tell(answer);
  follow();
}

// The preview goes along to the heading that the caret is under. Within a part it stays as the author scrolled it.
let part = 0;

function follow() {
  const before = area.value.slice(0, area.selectionStart).match(/^#{2,4} /gm)?.length ?? 0;
  const heading = body.querySelectorAll("h2, h3, h4")[before - 1];
  // A heading that was just typed is not drawn yet.
  if (before === part || (before && !heading)) return;
  part = before;
  const frame = body.closest(".lesson");
  frame.scrollTop = heading ? frame.scrollTop + heading.getBoundingClientRect().top - frame.getBoundingClientRect().top - 16 : 0;
}

if (body) {
  form.addEventListener("input", () => {
    clearTimeout(drawing);
    drawing = setTimeout(draw, 400);
  });
  for (const moved of ["click", "keyup"]) area.addEventListener(moved, follow);
  if (touched(form)) draw();
}

// ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

// What is said of a line brings you there.
function reachable() {
  if (!body) return;
  for (const place of form.querySelectorAll("[data-beside=text] > span, [data-private-list] > li")) {
    const line = /^Regel (\d+)/.exec(place.textContent);
    if (!line || place.querySelector("button")) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "to-line", textContent: place.textContent });
    button.dataset.line = line[1];
    place.replaceChildren(button);
  }
}

function toLine(number) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  area.focus();
  // Without a selection a browser does not scroll a text to its caret.
  area.setSelectionRange(start, start + (lines[number - 1] || "").length);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (number - 4) * height);
}

if (body) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-line]");
    if (button) toLine(Number(button.dataset.line));
  });
  reachable();
  const line = /^#regel-(\d+)$/.exec(location.hash);
  if (line) toLine(Number(line[1]));
}
