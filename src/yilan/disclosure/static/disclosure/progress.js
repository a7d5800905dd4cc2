// Keeps the progress of an import up to date without loading the page anew.
const shown = document.querySelector("[data-progress]");

async function look() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (now === null) {
    location.reload(); // done or refused: another page
    return;
  }
  shown.replaceChildren(...now.children);
  setTimeout(look, 2000);
}

if (shown !== null) setTimeout(look, 2000);
