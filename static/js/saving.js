// What the pages that save while you type share: sending with a token that fits, the line that says how it stands, and
// what the browser keeps until it is saved.

// A browser sends no more than this when the page is left meanwhile, and refuses what is longer.
const LONGEST_KEEPALIVE = 60_000;
const token = document.querySelector("meta[name=csrf-token]");

export const tidy = (text) => text.replace(/\r\n/g, "\n").trim();

// Sends an object as JSON, or the fields of a form. A token that no longer fits, after signing in again in another tab, is
// renewed once from `page`.
export async function post(path, body, { page = location.href, signal } = {}) {
  const response = await send(path, body, signal);
  return response.status === 400 && (await freshToken(page)) ? send(path, body, signal) : response;
}

function send(path, body, signal) {
  const headers = { "X-Requested-With": "fetch", "X-CSRFToken": token.content };
  let keepalive = false;
  // The header goes before a token that was in the form when the page came.
  if (body instanceof FormData) body.delete("csrf_token");
  else {
    headers["Content-Type"] = body instanceof URLSearchParams ? "application/x-www-form-urlencoded" : "application/json";
    if (body instanceof URLSearchParams) body.delete("csrf_token");
    body = body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
    keepalive = new Blob([body]).size < LONGEST_KEEPALIVE;
  }
  return fetch(path, { method: "POST", keepalive, headers, body, signal });
}

// Whoever else signed in meanwhile does not get what this person typed.
async function freshToken(page) {
  const answer = await fetch(page, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  const person = (where) => where.querySelector("[data-person]")?.dataset.person;
  const fresh = there.querySelector("meta[name=csrf-token]");
  if (!fresh || person(there) !== person(document)) return false;
  token.content = fresh.content;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh.content;
  return true;
}

// Whether something in a form is not as the site sent it: that was done before the script came. The browser itself puts
// nothing back: such a form says so (autocomplete="off").
export function touched(form) {
  return [...form.elements].some((field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.options) return [...field.options].some((each) => each.defaultSelected && !each.selected);
    return field.type !== "hidden" && field.type !== "file" && "defaultValue" in field && field.value !== field.defaultValue;
  });
}

// Returns what writes on the line that says how it stands; what stands there already is not spoken again.
export function speaker(line) {
  return (words, kind = "") => {
    if (line.textContent !== words) line.textContent = words;
    line.dataset.kind = kind;
  };
}

export function addSignIn(line) {
  const link = document.createElement("a");
  Object.assign(link, { href: "/inloggen", target: "_blank", rel: "noopener", textContent: "Inloggen" });
  line.append(" ", link);
}

// One of the ways on, where the person has to choose.
export function choice(words, act) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "utrecht-button utrecht-button--subtle", textContent: words });
  button.addEventListener("click", act);
  return button;
}

// What is not saved yet, also after the window was closed; null erases it. A browser that keeps nothing still saves while the
// page is open.
export function memory(name) {
  const key = `krachtspiegel:${name}`;
  return {
    keep(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Then there is nothing kept and nothing to erase.
      }
    },
    read() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        this.keep(null);
        return null;
      }
    },
  };
}
