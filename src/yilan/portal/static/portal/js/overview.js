// Filters answer at once, from all counts read once. Without this script, or without the counts, they are links.
// A fact is [agency, item, genre, columns, audience, year, month, newest day, count]; see `queries/published/overview.py`.
const table = document.querySelector("table.overview");
const facets = [...document.querySelectorAll("[data-facet]")];
const heads = [...document.querySelectorAll("th[data-key]")];
const AGENCY = 0, ITEM = 1, GENRE = 2, COLUMNS = 3, AUDIENCE = 4, YEAR = 5, MONTH = 6, DAY = 7, COUNT = 8;
const BAR = 20;
let asked = null;

const counts = () => (asked ??= fetch(table.dataset.facts).then((answer) => {
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}).catch((error) => { asked = null; throw error; }));

const named = (data, list, place) => (place < 0 ? "none" : data.names[list][place]);

const VALUES = {
  year: (data, fact) => [String(fact[YEAR])],
  audience: (data, fact) => [named(data, "audience", fact[AUDIENCE])],
  item: (data, fact) => [named(data, "item", fact[ITEM])],
  genre: (data, fact) => [named(data, "genre", fact[GENRE])],
  column: (data, fact) => named(data, "columns", fact[COLUMNS]),
};

const keysOf = (data, fact) => {
  const axis = table.dataset.axis;
  if (axis === "column" || axis === "genre") return VALUES[axis](data, fact);
  const [item] = VALUES.item(data, fact);
  return [item.startsWith(`${axis}-`) ? item : `not-${axis}`];
};

const chosenIn = (address) => {
  const query = new URL(address, location.href).searchParams;
  return Object.fromEntries(facets.map(({ dataset: { facet } }) => [facet, query.get(facet) || (facet === "audience" ? "public" : "")]));
};

// Which filters a fact fails: none counts in the cells, one alone still counts among that filter's own choices.
const failing = (data, fact, chosen) =>
  Object.entries(chosen).filter(([name, value]) => value && value !== "all" && !VALUES[name](data, fact).includes(value)).map(([name]) => name);

const count = (data, chosen) => {
  const rows = new Map(), choices = Object.fromEntries(facets.map(({ dataset: { facet } }) => [facet, new Map()]));
  const kept = [];
  for (const fact of data.facts) {
    const failed = failing(data, fact, chosen);
    for (const name of failed.length ? failed : Object.keys(choices)) {
      if (failed.length > 1) break;
      for (const value of VALUES[name](data, fact)) choices[name].set(value, (choices[name].get(value) || 0) + fact[COUNT]);
    }
    if (!failed.length) kept.push(fact);
  }
  const year = Number(chosen.year) || Math.max(0, ...kept.map((fact) => fact[YEAR]));
  for (const fact of kept) {
    const code = data.names.agency[fact[AGENCY]];
    if (!rows.has(code)) rows.set(code, { cells: new Map(), total: 0, months: Array(12).fill(0), newest: "" });
    const row = rows.get(code);
    row.total += fact[COUNT];
    for (const key of keysOf(data, fact)) row.cells.set(key, (row.cells.get(key) || 0) + fact[COUNT]);
    if (fact[YEAR] === year) row.months[fact[MONTH] - 1] += fact[COUNT];
    const day = [fact[YEAR], fact[MONTH], fact[DAY]].map((n) => String(n).padStart(2, "0")).join("-");
    if (day > row.newest) row.newest = day;
  }
  return { rows, choices, year };
};

const listAddress = (chosen, more) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...chosen, ...more })) if (value && !(name === "audience" && value === "public")) query.set(name, value);
  return `${table.dataset.records}?${query}`;
};

const sentence = (template, agency, head, n) => template.replace("{agency}", agency).replace("{head}", head).replace("{count}", n);

const link = (address, n, title) => {
  const a = document.createElement("a");
  Object.assign(a, { href: address, textContent: n, rel: "nofollow", title });
  return a;
};

const drawCell = (cell, row, head, n, chosen, tellsMissing) => {
  const agency = row.querySelector("th a").textContent, name = head.textContent;
  const missing = !n && tellsMissing && head.dataset.levels.split(" ").includes(row.dataset.level);
  cell.className = missing ? "missing" : "";
  cell.removeAttribute("title");
  delete cell.dataset.shade;
  if (n) {
    cell.dataset.shade = table.dataset.shades.split(" ").filter((least) => n >= Number(least)).length;
    const more = { agency: row.dataset.agency, [head.dataset.filter]: head.dataset.key };
    cell.replaceChildren(link(listAddress(chosen, more), n, sentence(table.dataset.sentence, agency, name, n)));
  } else if (missing) {
    cell.textContent = table.dataset.missingWord;
    cell.title = sentence(table.dataset.sentenceMissing, agency, name, "");
  } else {
    cell.textContent = "·";
  }
  return missing;
};

const draw = (data, chosen) => {
  const { rows, choices, year } = count(data, chosen);
  const tellsMissing = Object.entries(chosen).every(([name, value]) => name === "year" || !value || (name === "audience" && value === "public"));
  const highest = Math.max(1, ...[...rows.values()].flatMap((row) => row.months));
  const sums = heads.map(() => 0);
  let total = 0, gaps = 0;
  for (const row of table.querySelectorAll("tr[data-agency]")) {
    const found = rows.get(row.dataset.agency) || { cells: new Map(), total: 0, months: Array(12).fill(0), newest: "" };
    let missing = 0;
    row.querySelectorAll("td[data-head]").forEach((cell, place) => {
      const n = found.cells.get(heads[place].dataset.key) || 0;
      missing += drawCell(cell, row, heads[place], n, chosen, tellsMissing);
      sums[place] += n;
    });
    const sum = row.querySelector(".sum");
    sum.replaceChildren(found.total ? link(listAddress(chosen, { agency: row.dataset.agency }), found.total, "") : "0");
    row.querySelectorAll("rect").forEach((bar, month) => {
      const height = found.months[month] ? Math.max(Math.round((BAR * found.months[month]) / highest), 2) : 0;
      bar.setAttribute("height", height);
      bar.setAttribute("y", BAR - height);
    });
    row.querySelector(".newest").textContent = found.newest || table.dataset.never;
    const gap = row.querySelector("[data-gaps]");
    gap.hidden = !missing;
    gap.querySelector("b").textContent = missing;
    total += found.total;
    gaps += missing;
  }
  const months = table.querySelector("th.year");
  months.textContent = months.dataset.words.replace("{year}", year || "");
  const foot = table.querySelectorAll("tfoot td");
  [...sums, total].forEach((sum, place) => {
    const missing = !sum && tellsMissing && place < heads.length && "duty" in heads[place].dataset;
    foot[place].textContent = missing ? table.dataset.missingWord : sum;
    foot[place].classList.toggle("missing", missing);
    gaps += missing;
  });
  document.querySelector("[data-total]").textContent = total;
  document.querySelector("[data-missing]").textContent = gaps;
  document.querySelector("[data-missing-line]").hidden = !gaps;
  drawChoices(choices, chosen);
};

const drawChoices = (choices, chosen) => {
  const here = new URL(location.href);
  for (const facet of facets) {
    const name = facet.dataset.facet;
    for (const choice of facet.querySelectorAll("a")) {
      const value = choice.dataset.value, picked = (chosen[name] || "") === value;
      const query = new URLSearchParams(here.search);
      query.delete(name);
      if (value && !(name === "audience" && value === "public")) query.set(name, value);
      if (!query.has("axis")) query.set("axis", table.dataset.axis);
      choice.href = `?${query}`;
      choice.toggleAttribute("aria-current", picked);
      if (picked) choice.setAttribute("aria-current", "true");
      const number = choice.querySelector(".count");
      if (number) number.textContent = choices[name].get(value) || 0;
      if (picked) facet.querySelector("[data-picked]").textContent = value && value !== "public" ? choice.firstElementChild.textContent : "";
    }
  }
  for (const axis of document.querySelectorAll("[data-axis][href]")) {
    const query = new URLSearchParams(here.search);
    query.set("axis", new URL(axis.href).searchParams.get("axis"));
    axis.href = `?${query}`;
  }
  document.querySelector("[data-clear]").hidden = !Object.entries(chosen).some(([name, value]) => value && !(name === "audience" && value === "public"));
  document.querySelectorAll("th[data-key] a").forEach((a, place) => {
    a.href = listAddress(chosen, { [heads[place].dataset.filter]: heads[place].dataset.key });
  });
};

// A choice that this page does not offer (it was opened under another filter) is asked of the server.
const offers = (choices) => facets.every((facet) => {
  const known = new Set([...facet.querySelectorAll("a")].map((choice) => choice.dataset.value));
  return [...choices[facet.dataset.facet].keys()].every((value) => value === "none" || known.has(value));
});

const show = async (address, { push }) => {
  try {
    const data = await counts(), chosen = chosenIn(address);
    if (!offers(count(data, chosen).choices)) throw new Error("ask");
    if (push) history.pushState(null, "", address);
    draw(data, chosen);
  } catch {
    location.assign(address);
  }
};

if (table) {
  for (const facet of facets) {
    facet.addEventListener("toggle", () => { if (facet.open) counts().catch(() => {}); });
    facet.addEventListener("click", (event) => {
      const choice = event.target.closest("a");
      if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(choice.href, { push: true });
    });
  }
  document.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    show(event.target.href, { push: true });
  });
  addEventListener("popstate", () => show(location.href, { push: false }));
  const says = document.querySelector("[data-says]");
  const say = (event) => {
    const told = event.target.closest?.("td [title], td[title], th [title]");
    says.textContent = told ? told.getAttribute("title") : "";
    says.hidden = !told;
  };
  table.addEventListener("mouseover", say);
  table.addEventListener("focusin", say);
  table.addEventListener("mouseleave", say);
}
