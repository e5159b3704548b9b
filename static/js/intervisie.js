// The notes of an intervisie are saved while they are typed. Without this script the page is one form with one button.
import { choice, memory, post, speaker, tidy } from "./saving.js";

const form = document.querySelector("[data-notes]");
const { question, discussed, revision, what } = form.elements;
const stateLine = form.querySelector("[data-save-state]");
const conflictBox = form.querySelector("[data-conflict]");
const show = speaker(stateLine);
const kept = memory(`${form.getAttribute("action")}:${form.dataset.person}`);

const typed = () => ({ question: question.value, discussed: discussed.value });
const same = (one, other) => tidy(one.question) === tidy(other.question) && tidy(one.discussed) === tidy(other.discussed);
// After a refusal the page holds texts that the server does not have.
const refused = form.hasAttribute("data-refused");
// What was typed before this script came, is not saved yet. The browser itself puts nothing back: the form says so.
let saved = refused ? null : { question: question.defaultValue, discussed: discussed.defaultValue };
let sending = null;
let waiting = 0;
// Someone else's text stands on the page too: nothing is saved until the person chose.
let choosing = form.hasAttribute("data-conflicting");
let leaving = false;

const unsaved = () => saved === null || !same(saved, typed());

function remember() {
  // With the revision that was on screen, so that a newer save elsewhere is noticed and not overwritten.
  kept.keep(unsaved() ? { ...typed(), revision: revision.value } : null);
}

function later(seconds) {
  clearTimeout(waiting);
  waiting = setTimeout(save, seconds * 1000);
}

// One save at a time; who calls meanwhile waits for the same one.
function save() {
  clearTimeout(waiting);
  sending ??= send().finally(() => (sending = null));
  return sending;
}

async function send() {
  if (!unsaved() || choosing) return;
  const texts = typed();
  let response;
  try {
    response = await post(form.action, new URLSearchParams({ ...texts, revision: revision.value }), { page: form.action });
  } catch {
    show("Geen verbinding. Nog niet opgeslagen; wat je typt, blijft hier bewaard.", "warning");
    return later(5);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.revision) {
    revision.value = answer.revision;
    saved = texts;
    remember();
    if (unsaved()) return later(1);
    return show("Opgeslagen.", "ok");
  }
  if (response.status === 409 && "discussed" in answer) return conflict(answer);
  show(`Nog niet opgeslagen. ${answer.error || "We proberen het zo opnieuw."}`, "warning");
  // What is too long waits until it is changed; anything else may pass.
  if (response.status !== 422) later(5);
}

// Someone else saved: nothing is overwritten, the person chooses.
function conflict(stored) {
  choosing = true;
  show("Nog niet opgeslagen: iemand anders sloeg intussen ook op. Kies hieronder.", "warning");
  const box = document.createElement("div");
  box.className = "item__conflict";
  const heading = document.createElement("p");
  heading.textContent = "Dit staat nu opgeslagen:";
  const text = document.createElement("p");
  text.className = "as-typed";
  text.textContent = [stored.question, stored.discussed].filter(Boolean).join("\n\n");
  box.append(heading, text);
  const choose = (words, question_, discussed_) => {
    const take = () => {
      question.value = question_();
      discussed.value = discussed_();
      revision.value = stored.revision;
      saved = { question: stored.question, discussed: stored.discussed };
      choosing = false;
      conflictBox.replaceChildren();
      show("Opgeslagen.", "ok");
      changed();
      discussed.focus();
    };
    box.append(choice(words, take));
  };
  const both = (theirs, mine) => (tidy(theirs) === tidy(mine) || !tidy(mine) ? theirs : [theirs, mine].filter(Boolean).join("\n\n"));
  choose("Zet beide onder elkaar", () => both(stored.question, question.value), () => both(stored.discussed, discussed.value));
  choose("Neem die tekst over", () => stored.question, () => stored.discussed);
  choose("Houd mijn tekst", () => question.value, () => discussed.value);
  conflictBox.replaceChildren(box);
}

function changed() {
  remember();
  if (choosing) return;
  if (!unsaved()) return show("Opgeslagen.", "ok");
  // A warning stays until a save succeeds.
  if (stateLine.dataset.kind !== "warning") show("Nog niet opgeslagen…");
  later(1.5);
}

for (const field of [question, discussed]) field.addEventListener("input", changed);
window.addEventListener("online", save);
document.addEventListener("visibilitychange", () => unsaved() && save());
window.addEventListener("beforeunload", (event) => {
  if (!leaving && (unsaved() || what.value.trim())) event.preventDefault();
});
// A save that is under way goes first, so that the form does not meet its own text as someone else's.
form.addEventListener("submit", async (event) => {
  clearTimeout(waiting);
  const pressed = event.submitter;
  if (sending) {
    event.preventDefault();
    await sending;
    setTimeout(() => form.requestSubmit(pressed));
  } else {
    leaving = true;
  }
});
// The browser came back to this page, or the form was not sent after all.
window.addEventListener("pageshow", () => (leaving = false));

const before = kept.read();
if (before && saved && !same(before, saved)) {
  question.value = before.question;
  discussed.value = before.discussed;
  revision.value = before.revision;
  show("We zetten terug wat nog niet opgeslagen was.", "warning");
  later(0);
}
remember();
if (choosing) show("Nog niet opgeslagen. Klik op Opslaan als je tekst klaar is.", "warning");
else if (unsaved()) later(0);
