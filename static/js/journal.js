// A piece in the journal is saved while it is typed. Without this script the page is one form with one button.
import { addSignIn, choice, memory, post, speaker, tidy } from "./saving.js";

const form = document.querySelector("[data-journal]");

// An answer that is typed and not sent yet is not left behind without a question, and waits here until it is in the conversation.
for (const message of document.querySelectorAll("[data-message]")) {
  const { text } = message.elements;
  const kept = memory(`${message.getAttribute("action")}:${message.dataset.person}`);
  const before = kept.read() ?? "";
  const sentBefore = [...document.querySelectorAll(".talk .as-typed")].some((said) => tidy(said.textContent) === tidy(before));
  if (sentBefore) kept.keep(null);
  else text.value ||= before;
  let sent = false;
  text.addEventListener("input", () => kept.keep(text.value.trim() ? text.value : null));
  message.addEventListener("submit", () => (sent = navigator.onLine));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (!sent && text.value.trim()) event.preventDefault();
  });
}

if (form) keepWriting();

function keepWriting() {
  const FIELDS = ["heading", "text", "written_on", "topic"];
  const stateLine = form.querySelector("[data-save-state]");
  const conflictBox = form.querySelector("[data-conflict]");
  const isNew = !form.hasAttribute("action");
  const show = speaker(stateLine);
  const memoryOf = (address) => memory(`${address}:${form.dataset.person}`);
  let kept = memoryOf(location.pathname + (isNew ? location.search : ""));
  let saved = null; // What the server has; null while that is not known.
  let dirty = false; // Something on the page differs from that.
  let held = ""; // "choice": the writer has to choose; "refused": it stays here until it is changed.
  let sending = null;
  let typing = 0;
  let retry = 0;

  const read = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
  const same = (one, other) => FIELDS.every((name) => tidy(one[name]) === tidy(other[name]));
  const fill = (values) => FIELDS.forEach((name) => (form.elements[name].value = values[name]));

  function remember() {
    // With the revision that was on screen, so that a newer save elsewhere is noticed and not overwritten.
    const { draft_key, revision } = form.elements;
    kept.keep(dirty ? { ...read(), draft_key: draft_key.value, revision: revision.value } : null);
  }

  // One save at a time; who calls meanwhile waits for the same round.
  function send() {
    sending ??= sendAll().finally(() => (sending = null));
    return sending;
  }

  async function sendAll() {
    clearTimeout(typing);
    clearTimeout(retry);
    if (!dirty || held) return;
    // A new piece begins with its first word.
    if (!form.elements.text.value.trim() && form.elements.revision.value === "0") return show("");
    if (stateLine.dataset.kind !== "warning") show("Opslaan…");
    const sent = read();
    saved = null;
    let response;
    try {
      response = await post(form.getAttribute("action") || location.href, new URLSearchParams(new FormData(form)));
    } catch {
      return pause("Wacht op verbinding. Wat je typt, blijft hier bewaard.");
    }
    if (response.status === 401) {
      return pause("Je bent uitgelogd. Log in een nieuw tabblad in; wat je typt, blijft hier bewaard.", true);
    }
    if (response.status === 404) {
      held = "refused";
      return show("Dit stuk is er niet meer, of het is niet van jou. Kopieer je tekst voordat je weggaat.", "warning");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.status === 409 && answer.stored) return conflict(answer);
    if (response.status === 422) {
      held = "refused";
      return show(`Nog niet opgeslagen. ${answer.error}`, "warning");
    }
    if (!response.ok || !answer.address) return pause("Nog niet opgeslagen. We proberen het zo opnieuw; wat je typt, blijft hier bewaard.");
    keep(answer);
    saved = sent;
    if (!same(read(), sent)) return sendAll();
    dirty = false;
    remember();
    show("Alles is opgeslagen.", "ok");
  }

  function keep(answer) {
    form.elements.revision.value = answer.revision;
    if (!form.hasAttribute("action")) {
      form.setAttribute("action", answer.address);
      // Going back or reloading leads to the piece itself.
      history.replaceState(null, "", answer.address);
      kept.keep(null);
      kept = memoryOf(answer.address);
      remember();
    }
    const place = form.querySelector("[data-hints]");
    if ([...place.children].map((each) => each.textContent).join() === answer.hints.join()) return;
    place.replaceChildren(...answer.hints.map((each) => paragraph(each)));
  }

  function pause(words, signedOut = false) {
    show(words, "warning");
    if (signedOut) addSignIn(stateLine);
    retry = setTimeout(send, 5000);
  }

  // Another window saved something else: nothing is overwritten, the writer reads both and chooses.
  function conflict({ stored, revision, address }) {
    held = "choice";
    saved = stored;
    const done = (act) => () => {
      form.elements.revision.value = revision;
      form.setAttribute("action", address);
      held = "";
      conflictBox.replaceChildren();
      act();
    };
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    buttons.append(
      choice("Neem dat over", done(() => {
        fill(stored);
        dirty = false;
        remember();
        show("Alles is opgeslagen.", "ok");
      })),
      choice("Houd wat hier staat", done(changed)),
    );
    conflictBox.setAttribute("role", "alert");
    conflictBox.replaceChildren(
      paragraph("In een ander venster staat iets anders. Er is niets overschreven. Daar staat nu:"),
      ...(stored.heading ? [paragraph(stored.heading)] : []),
      paragraph(stored.text || "(nog geen tekst)", "as-typed"),
      buttons,
    );
    show("Er is een keuze nodig, hierboven.", "warning");
  }

  function compare() {
    dirty = !saved || !same(read(), saved);
    if (held === "refused") held = "";
    remember();
    clearTimeout(typing);
  }

  function changed() {
    compare();
    if (dirty || sending) send();
    else if (!held) show("Alles is opgeslagen.", "ok");
  }

  form.addEventListener("input", () => {
    compare();
    typing = setTimeout(changed, 800);
  });
  form.addEventListener("change", changed);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => dirty && send());
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !ready) event.preventDefault();
  });

  // The button waits until all is saved. Then the form does the rest, as it does without a script.
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    const empty = !form.elements.text.value.trim();
    await send();
    await new Promise((done) => setTimeout(done));
    // What is refused, the page itself explains beside its field.
    if (dirty && held !== "refused" && !empty) return;
    ready = true;
    form.requestSubmit();
  });
  // Back in the browser brings this page as it was left.
  window.addEventListener("pageshow", () => (ready = false));

  // A page that came back with a mistake shows what was typed, not what was saved.
  const sentAs = (input) => (input.options ? ([...input.options].find((each) => each.defaultSelected) || input).value : input.defaultValue);
  if (!form.querySelector("[aria-invalid=true]")) saved = Object.fromEntries(FIELDS.map((name) => [name, sentAs(form.elements[name])]));
  const before = kept.read();
  if (before && !same(read(), before)) {
    fill(before);
    form.elements.draft_key.value = before.draft_key;
    form.elements.revision.value = before.revision;
    changed();
    // What was typed before this script came, is not saved yet. The browser itself puts nothing back: the form says so.
  } else if (saved && !same(read(), saved)) changed();
  else remember();
}

function paragraph(words, kind = "") {
  return Object.assign(document.createElement("p"), { textContent: words, className: kind });
}
