// The rich-text field stores what was typed a quarter of a second later. Who saves sooner would lose the last words, so
// the form waits that moment. It counts from the saving: on a slow machine the field takes a key long after it was hit,
// but always before the click that follows.
const SETTLES = 400; // milliseconds
let typed = false;
let waiting = false;

function note(event) {
  if (event.target.closest?.("[contenteditable=true]") && !event.ctrlKey && !event.metaKey) typed = true;
}

document.addEventListener("input", note, true);
document.addEventListener("keydown", note, true);

document.addEventListener("submit", (event) => {
  if (!typed && !waiting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) return;
  typed = false;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    send(event.target, event.submitter);
  }, SETTLES);
}, true);

// Wagtail switches a button off as soon as it was hit, and a button that is off is not sent along: the text would be
// kept as a draft instead of going on.
function send(form, button) {
  const off = button?.disabled;
  if (off) button.disabled = false;
  form.requestSubmit(button);
  if (off) button.disabled = true;
}
