// A button that copies the text of a field. Shown only where the browser can copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const state = document.querySelector("[data-copy-state]");
    try {
      await navigator.clipboard.writeText(field.value);
      state.textContent = "Gekopieerd.";
    } catch {
      field.select();
      state.textContent = "Kopiëren lukte niet. Het is geselecteerd: druk op Ctrl+C.";
    }
  });
}
