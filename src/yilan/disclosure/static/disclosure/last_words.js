// The rich-text field stores what was typed a quarter of a second later. Who saves sooner would lose the last words, so
// the form waits that moment.
const SETTLES = 400; // milliseconds
let typed = 0;

document.addEventListener("input", (event) => {
  if (event.target.closest?.("[contenteditable=true]")) typed = Date.now();
}, true);
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("[contenteditable=true]") && !event.ctrlKey && !event.metaKey) typed = Date.now();
}, true);

document.addEventListener("submit", (event) => {
  const wait = typed + SETTLES - Date.now();
  if (wait <= 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => event.target.requestSubmit(event.submitter), wait);
}, true);
