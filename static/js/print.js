// A button that opens the browser's print dialog; without this script the page says which keys do that.
const button = document.querySelector("[data-print]");
button.hidden = false;
document.querySelector("[data-print-hint]").hidden = true;
button.addEventListener("click", () => window.print());
