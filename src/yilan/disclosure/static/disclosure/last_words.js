// The rich-text field stores what was typed a quarter of a second later. Who saves sooner would lose the last words, so
// the form waits that moment. It counts from the saving: on a slow machine the field takes a key long after it was hit,
// but always before the click that follows.
const SETTLES = 400; // milliseconds
let typed = false;

function note(event) {
  if (event.target.closest?.("[contenteditable=true]") && !event.ctrlKey && !event.metaKey) typed = true;
}

document.addEventListener("input", note, true);
document.addEventListener("keydown", note, true);

document.addEventListener("submit", (event) => {
  if (!typed) return;
  typed = false;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => event.target.requestSubmit(event.submitter), SETTLES);
}, true);
