// What is typed last is saved, and what is sent is sent once. Two things take their time after a button was hit:
//
// - The rich-text field stores what was typed a quarter of a second later. It counts from the hit: on a slow machine the
//   field takes a key long after it was pressed, but always before the click that follows.
// - The editor saves by itself. A form that went while it does so would make a second text, since the first saving makes
//   the text and tells the form its address. On a slow line that is seconds.
//
// So the form waits for both, and the editor begins no saving of its own once a button was hit.
const SETTLES = 400; // milliseconds
const GIVES_UP = 20000; // milliseconds after which a saving that nobody hears of again is waited for no more
const GLANCE = 50; // milliseconds between two looks
let typed = false;
let saving = false;
let waiting = false;
let leaving = false;

function note(event) {
  if (event.target.closest?.("[contenteditable=true]") && !event.ctrlKey && !event.metaKey) typed = true;
}

document.addEventListener("input", note, true);
document.addEventListener("keydown", note, true);

document.addEventListener("w-autosave:save", (event) => {
  if (waiting || leaving) event.preventDefault();
  else saving = true;
});
for (const ended of ["success", "error"]) document.addEventListener(`w-autosave:${ended}`, () => { saving = false; });
// Who comes back to the page by the browser's button finds it as it was left.
window.addEventListener("pageshow", () => { leaving = false; });

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-edit-form]")) return;
  if (typed || saving || waiting) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!waiting) hold(event.target, event.submitter);
  } else {
    leaving = true;
    setTimeout(() => { leaving = false; }, GIVES_UP); // if the page still stands, it was not left
  }
}, true);

function hold(form, button) {
  const began = performance.now();
  waiting = true;
  const look = () => {
    const past = performance.now() - began;
    if (past < SETTLES || (saving && past < GIVES_UP)) {
      setTimeout(look, GLANCE);
      return;
    }
    typed = saving = waiting = false;
    send(form, button);
  };
  look();
}

// Wagtail switches a button off as soon as it was hit, and a button that is off is not sent along: the text would be
// kept as a draft instead of going on.
function send(form, button) {
  const off = button?.disabled;
  if (off) button.disabled = false;
  form.requestSubmit(button);
  if (off) button.disabled = true;
}
