// A page that answers a form.

// What is wrong comes into sight and has the focus: on a phone it may stand below the first screen.
document.getElementById("fouten")?.focus();

// A page that answers a form that was refused stands in the history as that sending, and going back to it gives the
// browser's own error. From here on it stands there as the page on which the form was.
if (document.referrer.startsWith(`${location.origin}/`)) {
  const page = new URL(document.referrer);
  // Where on the page the form wanted to be.
  page.hash = location.hash;
  history.replaceState(history.state, "", page);
}
