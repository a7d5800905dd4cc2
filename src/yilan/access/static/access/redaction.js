// Draws the boxes of a page: with the mouse or a pen on the page, with the arrow keys on a box. The form's rows stay
// what is sent; a box on the page is only their picture, so that both always say the same.
const form = document.querySelector("[data-redaction]");
const sheet = form.querySelector("[data-sheet]");
const layer = sheet.querySelector("[data-boxes]");
const rows = form.querySelector("[data-rows]");
const total = form.querySelector("[name=box-TOTAL_FORMS]");
const page = Number(form.dataset.page);
const { width: wide, height: high } = sheet.viewBox.baseVal;
const EDGES = ["left", "top", "width", "height"];
const LEAST = 3; // points: a smaller box was a click
const STEP = 5; // points that an arrow key moves
let ground = form.dataset.defaultGround;

const field = (row, name) => row.querySelector(`[name=${row.dataset.row}-${name}]`);
const rounded = (value) => Math.round(value * 10) / 10;
const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(most, least));
const allRows = () => [...rows.querySelectorAll("tbody[data-row]")];

function edgesOf(row) {
  const edges = EDGES.map((name) => Number.parseFloat(field(row, name).value));
  return edges.every(Number.isFinite) ? edges : null;
}

function svg(name, type) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  made.setAttribute("class", type);
  return made;
}

// The picture of a row: a rectangle, and a corner to pull.
function show(row) {
  const edges = edgesOf(row);
  const here = Number(field(row, "page").value) === page && edges !== null && !field(row, "DELETE")?.checked;
  row.toggleAttribute("data-elsewhere", field(row, "page").value !== "" && Number(field(row, "page").value) !== page);
  if (!here) {
    row.box?.remove();
    row.handle?.remove();
    row.box = row.handle = null;
    return;
  }
  if (!row.box) {
    row.box = layer.appendChild(svg("rect", "sheet__box"));
    row.box.setAttribute("tabindex", "0");
    row.box.setAttribute("role", "button");
    row.handle = layer.appendChild(svg("rect", "sheet__handle"));
    row.box.addEventListener("keydown", (event) => keyed(row, event));
    row.box.addEventListener("focus", () => row.toggleAttribute("data-current", true));
    row.box.addEventListener("blur", () => row.toggleAttribute("data-current", false));
    row.box.addEventListener("pointerdown", (event) => drag(event, row, "move"));
    row.handle.addEventListener("pointerdown", (event) => drag(event, row, "size"));
  }
  const [left, top, width, height] = edges;
  const at = { x: left, y: top, width: Math.max(width, 0), height: Math.max(height, 0) };
  for (const [name, value] of Object.entries(at)) row.box.setAttribute(name, value);
  row.box.setAttribute("aria-label", `${form.dataset.box} ${edges.join(" / ")}`);
  const size = (8 * wide) / sheet.getBoundingClientRect().width;
  for (const [name, value] of Object.entries({ x: left + width - size / 2, y: top + height - size / 2, width: size, height: size })) {
    row.handle.setAttribute(name, value);
  }
}

function place(row, left, top, width, height) {
  const w = within(width, 0, wide), h = within(height, 0, high);
  const edges = [within(left, 0, wide - w), within(top, 0, high - h), w, h];
  EDGES.forEach((name, at) => { field(row, name).value = rounded(edges[at]); });
  show(row);
}

function newRow() {
  const last = allRows().at(-1);
  let row = last && EDGES.every((name) => field(last, name).value === "") && !last.box ? last : null;
  if (!row) {
    const markup = form.querySelector("[data-empty]").innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    rows.insertAdjacentHTML("beforeend", markup);
    row = allRows().at(-1);
  }
  if (field(row, "DELETE")) field(row, "DELETE").checked = false;
  field(row, "page").value = page;
  if (!field(row, "ground").value) field(row, "ground").value = ground;
  return row;
}

function forget(row) {
  for (const name of ["page", ...EDGES, "ground", "term"]) field(row, name).value = "";
  if (field(row, "DELETE")) field(row, "DELETE").checked = true;
  show(row);
}

function point(event) {
  const box = sheet.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * wide, ((event.clientY - box.top) / box.height) * high];
}

// What the pointer does until it is let go: draw a new box, move one, pull its corner.
function drag(event, row, how) {
  if (event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  const [x, y] = point(event);
  const before = how === "draw" ? [x, y, 0, 0] : edgesOf(row);
  sheet.setPointerCapture(event.pointerId);
  const moved = (next) => {
    const [toX, toY] = point(next).map((value, at) => within(value, 0, at ? high : wide));
    const [left, top, width, height] = before;
    if (how === "draw") place(row, Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y));
    else if (how === "move") place(row, left + toX - x, top + toY - y, width, height);
    else place(row, left, top, within(width + toX - x, LEAST, wide - left), within(height + toY - y, LEAST, high - top));
  };
  const done = () => {
    sheet.removeEventListener("pointermove", moved);
    const edges = edgesOf(row);
    if (how === "draw" && (!edges || edges[2] < LEAST || edges[3] < LEAST)) forget(row);
    else row.box.focus();
  };
  sheet.addEventListener("pointermove", moved);
  sheet.addEventListener("pointerup", done, { once: true });
  sheet.addEventListener("pointercancel", done, { once: true });
}

const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

function keyed(row, event) {
  const [left, top, width, height] = edgesOf(row);
  if (event.key in ARROWS) {
    const [across, down] = ARROWS[event.key];
    if (event.shiftKey) place(row, left, top, within(width + across, LEAST, wide - left), within(height + down, LEAST, high - top));
    else place(row, left + across, top + down, width, height);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    forget(row);
    form.querySelector("[data-add]").focus();
  } else if (event.key === "Enter") field(row, "ground").focus();
  else return;
  event.preventDefault();
}

layer.replaceChildren(); // what the server drew; from here on each row has its own
allRows().forEach(show);
sheet.toggleAttribute("data-ready", true);
form.querySelector("[data-how]").hidden = form.querySelector("[data-tools]").hidden = false;
sheet.addEventListener("pointerdown", (event) => { if (event.button === 0) drag(event, newRow(), "draw"); });
form.querySelector("[data-add]").addEventListener("click", () => {
  const row = newRow();
  place(row, wide * 0.35, high * 0.45, wide * 0.3, high * 0.03);
  row.box.focus();
});
rows.addEventListener("input", (event) => {
  const row = event.target.closest("tbody[data-row]");
  if (event.target.name.endsWith("-ground")) ground = event.target.value;
  show(row);
});
