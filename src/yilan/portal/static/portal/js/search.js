// Suggestions while typing: a combobox with a list (ARIA Authoring Practices). Without this script the box is a box.
const box = document.getElementById("head-words");
const form = box?.closest("form");
const WAIT = 150, LEAST = 1;
let timer = 0, asked = "", chosen = -1;

const list = document.createElement("ul");
const status = document.createElement("p");

const options = () => [...list.querySelectorAll("[role=option]")];

const close = () => {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};

const choose = (place) => {
  const all = options();
  if (!all.length) return;
  chosen = (place + all.length + 1) % (all.length + 1);
  if (chosen === all.length) chosen = -1; // one step beyond the ends is the box itself
  all.forEach((one, number) => one.setAttribute("aria-selected", String(number === chosen)));
  if (chosen < 0) box.removeAttribute("aria-activedescendant");
  else {
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
};

const option = (text, address, number) => {
  const item = document.createElement("li");
  item.id = `suggestion-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.address = address;
  item.textContent = text;
  return item;
};

const show = ({ records, questions }) => {
  const found = [
    ...questions.map((text) => [text, `${form.action}?q=${encodeURIComponent(text)}`]),
    ...records.map(({ title, address }) => [title, address]),
  ];
  list.replaceChildren(...found.map(([text, address], number) => option(text, address, number)));
  if (!found.length) close();
  else {
    chosen = -1;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
  }
  status.textContent = list.dataset.count.replace("0", String(found.length));
};

const ask = () => {
  const text = box.value.trim();
  if (text.length < LEAST) return close();
  asked = text;
  fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`)
    .then((answer) => (answer.ok ? answer.json() : { records: [], questions: [] }))
    .then((found) => { if (asked === text && document.activeElement === box) show(found); })
    .catch(close);
};

const onKey = (event) => {
  if (event.isComposing) return; // Enter and arrows belong to the input method
  if (event.key === "ArrowDown" && list.hidden) ask();
  else if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? options().length - 1 : chosen - 1);
  else if (event.key === "Enter" && chosen >= 0) location.assign(options()[chosen].dataset.address);
  else if (event.key === "Escape" && !list.hidden) close();
  else return;
  event.preventDefault();
};

if (box && form?.dataset.suggest) {
  list.id = "suggestions";
  list.hidden = true;
  list.className = "suggestions";
  list.dataset.count = form.dataset.count;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);
  box.autocomplete = "off";
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  box.addEventListener("keydown", onKey);
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[role=option]");
    event.preventDefault();
    if (item) location.assign(item.dataset.address);
  });
}

// That results were shown and that one was opened is counted for their question, not for its reader. The first is told
// so that readers without scripts, of whom nobody knows whether they open one, do not count as having left.
const results = document.querySelector(".results[data-opened]");
const tell = (address) => navigator.sendBeacon(address, new URLSearchParams({ q: results.dataset.question }));
const onOpen = (event) => { if (event.button < 2 && event.target.closest("a")) tell(results.dataset.opened); };
if (results?.dataset.shown) tell(results.dataset.shown);
results?.addEventListener("click", onOpen);
results?.addEventListener("auxclick", onOpen); // the middle button opens it beside
