// Remembers at which heading of a lesson the reader is, so that 'Ga verder' leads back to it.
const SOON = 1000;
const BETWEEN = 5000;
const lesson = document.querySelector("[data-place]");
const headings = [...lesson.querySelectorAll("h2[id], h3[id], h4[id]")].filter((heading) => heading.closest(".lesson__body"));
const token = document.querySelector('meta[name="csrf-token"]').content;

let current = null; // Unknown until the reader moves: opening a lesson changes nothing.
let sent = null;
let timer = 0;
let sentAt = -BETWEEN;

// The last heading that passed the upper third of the window; empty at the top of the lesson.
function section() {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
  return passed.at(-1)?.id ?? "";
}

function send() {
  clearTimeout(timer);
  timer = 0;
  if (current === null || current === sent) return;
  sent = current;
  sentAt = performance.now();
  fetch(lesson.dataset.place, {
    method: "POST",
    keepalive: true,
    headers: { "X-Requested-With": "fetch", "X-CSRFToken": token },
    body: new URLSearchParams({ section: current }),
  }).catch(() => {
    sent = null; // No network: the next heading, or leaving the page, tries again.
  });
}

function notice() {
  if (window.scrollY === 0 && current === null) return;
  current = section();
  timer ||= setTimeout(send, Math.max(SOON, sentAt + BETWEEN - performance.now()));
}

// The wide upper margin: a heading that is passed in one leap is noticed too.
const observer = new IntersectionObserver(notice, { rootMargin: "100000px 0px -66% 0px" });
headings.forEach((heading) => observer.observe(heading));
window.addEventListener("pagehide", send);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send();
});

// Without a network a browser shows its own error in the place of the lesson.
const line = document.querySelector("[data-offline]");
document.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  line.textContent = "Er is geen verbinding. Je kunt hier verder lezen. Probeer het straks opnieuw.";
  line.dataset.kind = "warning";
});
