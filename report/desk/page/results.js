// What was built: looked at, traced to its cells, and saved.
"use strict";

/** The reports of the last build. @type {Written[]} */
let built = [];
/** Whether something was made that is not saved yet. */
let unsaved = false;

/** Whether that build is of the returns and the choices as they are now. */
let isCurrent = false;

/** The last report is not of what is here now: say so, or put it out of sight where it is gone. */
function putAway() {
  isCurrent = false;
  const gone = !built.some(({ pdf }) => files.has(`output/${pdf}`));
  if (gone) built = [];
  one("result").hidden = gone;
  one("stale").textContent = gone
    ? ""
    : "This report is of what was here before: the returns, the words or the choices are not the same now. Build again.";
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
  if (!editions.length) return sayStatus("Choose an edition first: standard, large print or both.");
  if (!(await useAll())) return;
  if (!isOn("build")) {
    sayStatus(whyNot());
    if (!told && builder.ready && returns().length) look(); // what was stopped is taken up again
    return;
  }
  const answer = await ask({ do: "build", editions, ...choices() }, "trouble");
  if (!answer) return;
  if (!answer.reports) {
    tell("trouble", [...(answer.stopped ?? []), "No report was written."]);
    return sayStatus("No report was written.");
  }
  built = answer.reports;
  isCurrent = true;
  one("stale").textContent = "";
  unsaved = !given.served;
  showFindings(answer.findings ?? [], false);
  for (const step of one("steps").children) step.classList.add("done");
  sayStatus(`Done: ${built[0].pdf}, ${soMany(built[0].pages, "page")}.`);
  showResult(answer.lines ?? []);
  refresh();
}

/** @param {string} words */
function sayStatus(words) {
  one("status").textContent = words;
}

/** Use what is filled in and was not used yet; false where it cannot be, or was stopped: nothing is built without it. */
async function useAll() {
  const words = changed;
  const answers = isAnswered();
  if (!words && !answers) return true;
  if (builder.busy) {
    sayStatus("The report builder is still at work: build when it is ready.");
    return false;
  }
  if ((words && !(await saveSettings("trouble"))) || (answers && !(await saveAnswers("trouble")))) {
    sayStatus("Nothing was built: what you filled in cannot be used yet.");
    return false;
  }
  await look();
  await builder.queue;
  return Boolean(told);
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

/** Whether a file is of an exempt report: its name says so. @param {string} name */
const isExempt = (name) => isOfAReport(name) && /exempt/i.test(name);

/** What is saved together: what was made with the last build, and never a public report with an exempt one. */
function together() {
  const exempt = isExempt(built[0]?.pdf ?? "");
  return outputs().filter(([name]) => isExempt(name) === exempt || !isOfAReport(name));
}

/** Whether a file is of a report, for others to read; else it is of the officer's own work. @param {string} name */
const isOfAReport = (name) => REPORT.test(name) || name.startsWith("issued/");

/** @type {[RegExp, string][]} */
const WHAT = [
  [/^issued\/.*seals/, "The list of seals of what was issued"],
  [/^issued\//, "The sealed record of an issued report"],
  [/young-people.*large-print\.pdf$/, "The young people’s sheet in large print"],
  [/young-people.*\.pdf$/, "The young people’s sheet"],
  [/young-people.*\.html$/, "The young people’s sheet as a web page"],
  [/young-people.*\.ledger\.csv$/, "The ledger of the young people’s sheet"],
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
  const first = together().map(([name]) => name);
  const others = sorted.filter(([name]) => !first.includes(name));
  const exempt = isExempt(built[0]?.pdf ?? "");
  const apart = exempt ? "of public reports" : "of exempt reports, not for the public";
  one("outputs").replaceChildren(
    tableOf(
      sorted.filter(([name]) => first.includes(name)),
      exempt ? " with the exempt report, not for the public" : "",
    ),
    ...(others.length ? [tableOf(others, ` ${apart}: not in the zip above, nor saved with it`)] : []),
  );
}

/** @param {[string, Uint8Array<ArrayBuffer>][]} some @param {string} whose */
function tableOf(some, whose) {
  const rows = some.map(([name, data]) =>
    made(
      "tr",
      {},
      made("th", { scope: "row" }, saves(nameOf(name), data)),
      made("td", {}, whatIs(name)),
      made("td", { className: "number" }, size(data.length)),
    ),
  );
  const heads = ["File, to save", "What it is", "Size"].map((words) => made("th", { scope: "col" }, words));
  return made(
    "table",
    { className: "list" },
    made("caption", {}, soMany(rows.length, "file") + whose),
    made("thead", {}, made("tr", {}, ...heads)),
    made("tbody", {}, ...rows),
  );
}

/** @param {string} name */
function whatIs(name) {
  const what = WHAT.find(([pattern]) => pattern.test(name))?.[1] ?? "";
  return isExempt(name) ? `Exempt, not for the public: ${what[0].toLowerCase()}${what.slice(1)}` : what;
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
  link.href = addressOf(`${stem}.zip`, await zipped([...together(), ...ownFiles()], new Date()));
  link.download = `${stem}.zip`;
  link.dataset.made = "yes";
  link.click();
}

/** What the officer filled in here, to be saved beside the returns. @returns {[string, Uint8Array<ArrayBuffer>][]} */
function ownFiles() {
  return ["report.toml", "reading.xlsx"].flatMap((name) => {
    const data = files.get(`returns/${name}`);
    return data ? [/** @type {[string, Uint8Array<ArrayBuffer>]} */ ([`${BESIDE}/${name}`, data])] : [];
  });
}

async function saveFolder() {
  try {
    const folder = await /** @type {any} */ (window).showDirectoryPicker({
      id: "output",
      mode: "readwrite",
      startIn: "documents",
    });
    const all = [...together(), ...ownFiles()];
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
