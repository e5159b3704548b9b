// Whoever types hours means that someone was there in part.
for (const hours of document.querySelectorAll("[data-presence] .presence__hours")) {
  hours.addEventListener("input", () => {
    if (hours.value.trim()) hours.closest(".presence__partly").querySelector("[type=radio]").checked = true;
  });
}
