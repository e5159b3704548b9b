// A form with data-leave is not left behind without a question while something in it is typed and not sent.
for (const form of document.querySelectorAll("form[data-leave]")) {
  // After a refusal the page holds texts that the server does not have.
  const refused = form.dataset.leave === "refused";
  let sent = false;
  const changed = (field) =>
    field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  form.addEventListener("submit", () => (sent = navigator.onLine));
  // The browser came back to this page, or the form was not sent after all.
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (!sent && (refused || [...form.querySelectorAll("input:not([type=hidden]), textarea")].some(changed))) event.preventDefault();
  });
}
