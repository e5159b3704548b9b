// A click on a moment jumps to it in the recording.
const player = document.getElementById("opname");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-at]");
  if (!button || !player) return;
  const fold = player.closest("details");
  if (fold) fold.open = true;
  player.currentTime = Number(button.dataset.at);
  player.play().catch(() => {});
  player.scrollIntoView({ block: "nearest" });
});
