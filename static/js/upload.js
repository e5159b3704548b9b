// Uploads a recording with its progress in view. Without this script the form uploads by itself.
const form = document.querySelector("[data-upload]");
if (form) {
  const field = form.querySelector("input[type=file]");
  const button = form.querySelector("button[type=submit]");
  const box = form.querySelector("[data-upload-progress]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[role=status]");

  const clear = () => form.querySelectorAll("[role=alert]").forEach((each) => { each.textContent = ""; });

  const stop = (sentence, name = "file") => {
    form.querySelector(`#${name}-error`).textContent = sentence;
    box.hidden = true;
    button.disabled = false;
    window.onbeforeunload = null;
    form.elements[name].focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clear();
    if (!field.files.length) return stop("Kies eerst een bestand.");
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.addEventListener("progress", (progress) => {
      const part = Math.floor((100 * progress.loaded) / progress.total);
      bar.value = part;
      words.textContent = part < 100 ? `${part}% verstuurd` : "De opname wordt gecontroleerd…";
    });
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // An answer that is no JSON came from in between, such as a proxy.
      }
      if (request.status === 200 && answer.go) {
        window.onbeforeunload = null;
        location.assign(answer.go);
        return;
      }
      stop(answer.error || "Het uploaden is niet gelukt. Probeer het nog een keer.", answer.field);
    });
    request.addEventListener("error", () => stop("De verbinding viel weg. Je bestand is nog gekozen: klik opnieuw op Upload."));
    window.onbeforeunload = () => true;
    button.disabled = true;
    box.hidden = false;
    request.send(new FormData(form));
  });
}
