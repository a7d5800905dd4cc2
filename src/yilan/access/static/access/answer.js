// The draft of an answer: shows the decision while it is written, and of the grounds' fields those that are needed.
const form = document.querySelector("[data-answer]");
const shown = document.querySelector("[data-shown]");
const parts = form.querySelector("[data-parts]");
const SETTLES = 600; // milliseconds after the last key
let waiting = 0;
let asked = 0;

async function show() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  const text = await answer.text();
  if (mine !== asked || !answer.ok) return; // something newer was asked meanwhile
  const page = new DOMParser().parseFromString(text, "text/html");
  shown.replaceChildren(...page.body.childNodes);
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(show, SETTLES);
}

function fit(part) {
  const ground = part.querySelector("select").value;
  for (const field of part.querySelectorAll("[data-needed-by]")) {
    field.hidden = !field.dataset.neededBy.split(" ").includes(ground);
  }
}

form.addEventListener("input", later);
form.addEventListener("change", (event) => {
  const part = event.target.closest("[data-part]");
  if (part) fit(part);
});
if (parts) {
  const total = parts.querySelector("[name=part-TOTAL_FORMS]");
  const tools = parts.querySelector("[data-tools]");
  parts.querySelectorAll("[data-part]").forEach(fit);
  tools.hidden = false;
  tools.querySelector("[data-add]").addEventListener("click", () => {
    const markup = parts.querySelector("[data-empty]").innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    tools.insertAdjacentHTML("beforebegin", markup);
    fit(tools.previousElementSibling);
    tools.previousElementSibling.querySelector("textarea").focus();
  });
}
show();
