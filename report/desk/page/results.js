// What was built: looked at, traced to its cells, and saved.
"use strict";

/** The reports of the last build. @type {Written[]} */
let built = [];
/** Whether something was made that is not saved yet. */
let unsaved = false;

/** Put the last report out of sight: it is not of the returns that are here now. */
function putAway() {
  built = [];
  one("result").hidden = true;
  tell("more-told", []);
}

/** @param {number} number @param {string} doing */
function showStep(number, doing) {
  [...one("steps").children].forEach((step, at) => {
    step.classList.toggle("done", at + 1 < number);
    if (at + 1 === number) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  one("status").textContent = `Step ${number} of 4: ${doing}`;
}

function clearSteps() {
  for (const step of one("steps").children) {
    step.classList.remove("done");
    step.removeAttribute("aria-current");
  }
}

async function build() {
  const editions = [...document.querySelectorAll("[name=edition]:checked")].map(
    (box) => /** @type {HTMLInputElement} */ (box).value,
  );
  tell("trouble", []);
  if (!isOn("build") || !editions.length) {
    one("status").textContent = editions.length ? whyNot() : "Choose an edition first: standard, large print or both.";
    if (!told && builder.ready && returns().length) look(); // what was stopped is taken up again
    return;
  }
  const answer = await ask({ do: "build", editions, ...choices() }, "trouble");
  if (!answer) return;
  if (!answer.reports) {
    tell("trouble", [...(answer.stopped ?? []), "No report was written."]);
    one("status").textContent = "No report was written.";
    return;
  }
  built = answer.reports;
  unsaved = !given.served;
  showFindings(answer.findings ?? [], false);
  for (const step of one("steps").children) step.classList.add("done");
  one("status").textContent = `Done: ${built[0].pdf}, ${soMany(built[0].pages, "page")}.`;
  showResult(answer.lines ?? []);
}

/** Why nothing can be built now. */
function whyNot() {
  if (!builder.ready) return "The report builder is still starting.";
  if (!returns().length) return "Choose the returns first.";
  return told?.stopped
    ? "A report cannot be built from these returns yet: see above."
    : "The returns are still being read.";
}

/** @param {string[]} lines */
function showResult(lines) {
  one("lines").replaceChildren(...lines.map((line) => made("li", {}, line)));
  one("save-folder").hidden = given.served || !("showDirectoryPicker" in window);
  showOutputs();
  const shown = built.filter(({ pdf }) => files.has(`output/${pdf}`));
  fill(
    "which",
    shown.map(({ pdf, pages }) => [pdf, `${pdf} (${soMany(pages, "page")})`]),
  );
  one("which", "select").value = shown[0].pdf;
  one("which-field").hidden = shown.length < 2;
  showReport();
  one("result").hidden = false;
  one("h-result").focus();
}

/** Every file of the output, with what it is. */
function outputs() {
  return [...files]
    .filter(([path]) => path.startsWith("output/"))
    .map(([path, data]) => /** @type {[string, Uint8Array<ArrayBuffer>]} */ ([path.slice("output/".length), data]));
}

/** @type {[RegExp, string][]} */
const WHAT = [
  [/^issued\/.*seals/, "The list of seals of what was issued"],
  [/^issued\//, "The sealed record of an issued report"],
  [/young-people.*large-print\.pdf$/, "The young people’s sheet in large print"],
  [/young-people.*\.pdf$/, "The young people’s sheet"],
  [/large-print\.pdf$/, "The report in large print"],
  [/\.pdf$/, "The report"],
  [/\.html$/, "The report as a web page"],
  [/\.ledger\.csv$/, "Its ledger: the cells that each number comes from"],
  [/^returns\//, "A workbook with its faults marked, to mend or send back"],
  [/^templates\//, "A blank return, for a service to fill in"],
  [/^reading/, "The reading sheet: what was read in each return"],
];

function showOutputs() {
  const order = built.flatMap(({ pdf, ledger }) => [pdf, pdf.replace(/pdf$/, "html"), ledger]);
  const rank = (/** @type {string} */ name) => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = outputs().sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, "en-GB"));
  const rows = sorted.map(([name, data]) =>
    made(
      "tr",
      {},
      made("th", { scope: "row" }, saves(name.replace(/^.*\//, ""), data)),
      made("td", {}, WHAT.find(([pattern]) => pattern.test(name))?.[1] ?? ""),
      made("td", { className: "number" }, size(data.length)),
    ),
  );
  const heads = ["File, to save", "What it is", "Size"].map((words) => made("th", { scope: "col" }, words));
  one("outputs").replaceChildren(
    made(
      "table",
      { className: "list" },
      made("caption", {}, soMany(rows.length, "file")),
      made("thead", {}, made("tr", {}, ...heads)),
      made("tbody", {}, ...rows),
    ),
  );
}

/** Show the chosen report, at a page. @param {number} page */
function showReport(page = 1) {
  const name = one("which", "select").value;
  const data = files.get(`output/${name}`);
  const pages = built.find(({ pdf }) => pdf === name)?.pages ?? 1;
  one("page", "input").max = String(pages);
  one("page", "input").value = String(Math.min(page, pages));
  one("ledger").replaceChildren();
  one("ledger-state").textContent = "";
  if (!data) return;
  const frame = made("iframe", { title: `The report: ${name}` });
  frame.src = `${addressOf(name, data)}#page=${page}&view=FitH&navpanes=0`;
  const shown = navigator.pdfViewerEnabled
    ? frame
    : made("p", { className: "notice" }, "This browser shows no PDF inside a page: save the report and open it.");
  one("view").replaceChildren(shown);
}

async function showLedger() {
  const page = Number(one("page", "input").value);
  const report = built.find(({ pdf }) => pdf === one("which", "select").value);
  if (!report || builder.busy) return;
  if (!(page >= 1 && page <= report.pages)) {
    one("ledger-state").textContent = `The report has pages 1 to ${report.pages}.`;
    return;
  }
  showReport(page);
  const answer = await ask({ do: "ledger", ledger: report.ledger, page }, "trouble");
  if (!answer) return;
  const columns = answer.columns ?? [];
  const rows = answer.rows ?? [];
  one("ledger-state").textContent = rows.length
    ? `Page ${page}: ${soMany(rows.length, "row")} of its ledger.`
    : `Page ${page} has no numbers that come from the returns.`;
  const heads = columns.map((name) => made("th", { scope: "col" }, name[0].toUpperCase() + name.slice(1)));
  const body = rows.map((row) => made("tr", {}, ...row.map((/** @type {string} */ text) => made("td", {}, text))));
  const table = made(
    "table",
    {},
    made("caption", {}, `Numbers of page ${page}`),
    made("thead", {}, made("tr", {}, ...heads)),
    made("tbody", {}, ...body),
  );
  one("ledger").replaceChildren(...(rows.length ? [table] : []));
  if (rows.length) one("ledger").tabIndex = 0;
}

/** The zip is made when it is asked for. @param {MouseEvent} event */
async function saveZip(event) {
  const link = one("save-zip", "a");
  if (link.dataset.made) {
    delete link.dataset.made;
    unsaved = false;
    return; // the second click, our own: the browser saves it
  }
  event.preventDefault();
  const stem = (built[0]?.pdf ?? "board-report.pdf").replace(/\.pdf$/, "");
  link.href = addressOf(`${stem}.zip`, await zipped([...outputs(), ...ownFiles()], new Date()));
  link.download = `${stem}.zip`;
  link.dataset.made = "yes";
  link.click();
}

/** What the officer filled in here, to be saved beside the returns. @returns {[string, Uint8Array<ArrayBuffer>][]} */
function ownFiles() {
  return ["report.toml", "reading.xlsx"].flatMap((name) => {
    const data = files.get(`returns/${name}`);
    return data ? [/** @type {[string, Uint8Array<ArrayBuffer>]} */ ([`beside the returns/${name}`, data])] : [];
  });
}

async function saveFolder() {
  try {
    const folder = await /** @type {any} */ (window).showDirectoryPicker({
      id: "output",
      mode: "readwrite",
      startIn: "documents",
    });
    const all = [...outputs(), ...ownFiles()];
    for (const [path, data] of all) {
      const names = path.split("/");
      const name = names.pop();
      let into = folder;
      for (const inner of names) into = await into.getDirectoryHandle(inner, { create: true });
      const writing = await (await into.getFileHandle(name, { create: true })).createWritable();
      await writing.write(data);
      await writing.close();
    }
    unsaved = false;
    one("status").textContent = `${soMany(all.length, "file")} saved into ${folder.name}.`;
  } catch (trouble) {
    if (/** @type {Error} */ (trouble).name === "AbortError") return;
    tell("trouble", ["The files could not be saved there. Close any of them that is open, or save them as a zip."]);
  }
}
