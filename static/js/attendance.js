// Who was there is kept as soon as it is ticked. Without this script, or when that does not work, there is a button.
import { addSignIn, post, speaker } from "./saving.js";

const form = document.querySelector("[data-attendance]");
if (form) keepTicks();

function keepTicks() {
  const boxes = [...form.querySelectorAll("input[name=person]")];
  const button = form.querySelector("button");
  const line = form.querySelector("[data-attendance-state]");
  const show = speaker(line);
  const names = (found) => found.map((box) => box.value).join();
  // What the server has, as far as this page knows.
  let seen = boxes.filter((box) => box.defaultChecked);
  let sending = Promise.resolve();

  function notKept(words) {
    show(words, "warning");
    button.hidden = false;
  }

  async function send() {
    const chosen = boxes.filter((box) => box.checked);
    if (names(chosen) === names(seen)) return;
    show("Opslaan…");
    let response;
    try {
      const fields = [...chosen.map((box) => ["person", box.value]), ...seen.map((box) => ["was", box.value])];
      response = await post(form.action, new URLSearchParams(fields));
    } catch {
      return notKept("Geen verbinding. Nog niet opgeslagen: druk straks op de knop.");
    }
    if (response.status === 401) {
      notKept("Je bent uitgelogd. Nog niet opgeslagen.");
      return addSignIn(line);
    }
    if (!response.ok) return notKept("Nog niet opgeslagen. Druk op de knop.");
    seen = chosen;
    button.hidden = true;
    for (const old of form.querySelectorAll("input[name=was]")) old.remove();
    for (const box of seen) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "was", value: box.value }));
    show(seen.length ? "Opgeslagen wie erbij waren." : "Opgeslagen. Wie erbij waren, is nu niet ingevuld.", "ok");
  }

  button.hidden = true;
  form.addEventListener("change", () => (sending = sending.then(send)));
  // What was ticked before this script came is not kept yet.
  sending = sending.then(send);
}
