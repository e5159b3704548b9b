// What someone typed before, to tap into a field. Without this script it is there to read.
for (const words of document.querySelectorAll("[data-fills]")) {
  const field = document.getElementById(words.dataset.fills);
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.textContent });
  button.className = "utrecht-button utrecht-button--secondary-action";
  button.addEventListener("click", () => {
    field.value = words.textContent;
    field.focus();
  });
  words.replaceWith(button);
}
