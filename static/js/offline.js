// Without a network a browser shows its own error in the place of the page, and what was typed may be gone. A form that is
// sent then stays where it is. What a script sends by itself has its own words for it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  form.querySelector("[data-offline]")?.remove();
  if (event.defaultPrevented || navigator.onLine) return;
  event.preventDefault();
  const line = Object.assign(document.createElement("p"), { className: "save-state", role: "alert" });
  Object.assign(line.dataset, { offline: "", kind: "warning" });
  line.textContent = "Er is geen verbinding. Alles staat nog op deze pagina. Probeer het straks opnieuw.";
  (event.submitter?.closest(".buttons") ?? form).append(line);
});
