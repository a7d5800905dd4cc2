// Requests: records that fit while somebody writes, characters that are left, the code copied or taken from a QR code.
// Everything works without this script.
const WAIT = 500, LEAST = 2, NEAR = 0.75;

const form = document.querySelector("form[data-matching]");
if (form) {
  const names = ["title", "sought_number", "description"];
  const box = document.createElement("div");
  box.className = "found-while-typing";
  box.setAttribute("role", "status");
  box.hidden = true;
  form.querySelector("button:not(.hidden)").closest("p").before(box);
  let timer = 0, asked = "";
  const show = (records) => {
    box.hidden = !records.length;
    if (!records.length) return box.replaceChildren();
    const title = document.createElement("p"), list = document.createElement("ul");
    title.textContent = form.dataset.matchingTitle;
    list.append(...records.map((one) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = one.address;
      link.textContent = one.title;
      item.append(link);
      return item;
    }));
    box.replaceChildren(title, list);
  };
  const ask = () => {
    const written = new FormData();
    for (const name of ["csrfmiddlewaretoken", ...names]) written.set(name, form.elements[name].value);
    const text = names.map((name) => form.elements[name].value.trim()).join("\n");
    if (text.trim().length < LEAST || text === asked) return;
    asked = text;
    fetch(form.dataset.matching, { method: "POST", body: written })
      .then((answer) => (answer.ok ? answer.json() : { records: [] }))
      .then(({ records }) => { if (asked === text) show(records); })
      .catch(() => show([]));
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); };
  for (const name of names) form.elements[name].addEventListener("input", (event) => { if (!event.isComposing) later(); });
  for (const name of names) form.elements[name].addEventListener("compositionend", later);
}

for (const area of document.querySelectorAll("textarea[data-most]")) {
  const most = Number(area.dataset.most), left = document.createElement("p");
  left.className = "count-left";
  left.setAttribute("aria-hidden", "true");
  const count = () => {
    const used = area.value.length;
    left.hidden = used < most * NEAR;
    left.textContent = `${used} / ${most}`;
    left.classList.toggle("late", used > most);
  };
  area.after(left);
  area.addEventListener("input", count);
  count();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim()).then(() => {
      button.textContent = button.dataset.done;
    }).catch(() => {});
  });
}

// The QR code on the confirmation carries the code behind the sign #, which no browser sends anywhere.
const code = document.querySelector("form[data-code] input[name=code]");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
