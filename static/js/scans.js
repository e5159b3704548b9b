// Keeps the chosen answers of a scan in this tab until they are saved on the server. Without this script the button
// 'Opslaan' saves what is chosen so far.
const form = document.querySelector("form[data-scan]");
const memoryOf = (element) => `krachtspiegel:scan:${element.dataset.person}:${element.dataset.scan}`;

if (form) keepChoosing(memoryOf(form));
for (const saved of document.querySelectorAll("[data-scan-saved]")) forget(memoryOf(saved));

function keepChoosing(memory) {
  const chosen = (which) => JSON.stringify([...form.querySelectorAll(`[type=radio]${which}`)].map((radio) => [radio.name, radio.value]));
  const read = () => chosen(":checked");
  const saved = chosen("[checked]");
  let leaving = false;

  restore(memory);
  if (read() !== saved) {
    form.querySelector("[data-scan-state]").textContent = "Wat je net koos, staat er nog. Het is nog niet opgeslagen. Dat doe je met de knop onderaan.";
  }
  form.addEventListener("change", () => {
    try {
      sessionStorage.setItem(memory, read());
    } catch {
      // A browser that keeps nothing still asks before the page is left.
    }
  });
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && read() !== saved) event.preventDefault();
  });
}

function restore(memory) {
  try {
    for (const [name, value] of JSON.parse(sessionStorage.getItem(memory) || "[]")) {
      const radio = [...form.querySelectorAll("[type=radio]")].find((each) => each.name === name && each.value === value);
      if (radio) radio.checked = true;
    }
  } catch {
    forget(memory);
  }
}

function forget(memory) {
  try {
    sessionStorage.removeItem(memory);
  } catch {
    // Then there was nothing to forget.
  }
}
