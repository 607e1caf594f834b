// The officer's files: chosen, dropped, taken away; and what was found in them.
"use strict";

/** What the builder said last of the returns. @type {Answer | null} */
let told = null;
/** Whether the returns are being looked at, and whether they have changed since. */
let looking = false;
let again = false;
/** The latest month there is, in words. */
let latest = "The latest there is";
/** Whether the returns are the shipped sample. */
let isSample = false;

const RETURN = /\.(xlsx|xlsm|xltx|xltm|xls|xlt|xlsb|ods|ots|csv|tsv|toml|xml|fods|numbers|png|jpe?g)$/i;
const REPORT = /^corporate-parenting-\d{4}-\d\d.*\.(pdf|ledger\.csv|html)$/i;
const RECORD = /\.record\.json$|^(sample-|exempt-)*seals\.txt$|seals.*\.txt$/i;
const WORKBOOK = /\.(xlsx|xlsm|xltx|xltm|xls|xlt|xlsb|ods|ots|csv|tsv|xml|fods|numbers)$/i;

/** Where a file of the officer goes on the desk: "" for one that is none of a report's. @param {string} name @param {string} folder */
function placeOf(name, folder) {
  if (name.startsWith(".") || name.startsWith("~$")) return "";
  if (REPORT.test(name)) return `output/${name}`;
  if (RECORD.test(name)) return `output/issued/${name}`;
  if (folder === "benchmarks" && /\.csv$/i.test(name)) return `returns/benchmarks/${name}`;
  return RETURN.test(name) ? `returns/${name}` : "";
}

/** @param {{name: string, folder: string, data: Uint8Array<ArrayBuffer>}[]} chosen */
function take(chosen) {
  const placed = chosen.map((file) => ({ ...file, path: placeOf(file.name, file.folder) }));
  const taken = placed.filter((file) => file.path);
  if (isSample && taken.length) {
    files.clear(); // nobody's own figures are mixed with made-up ones
    for (const [path, data] of kept) files.set(path, data);
    isSample = false;
  }
  const replaced = taken.filter((file) => files.has(file.path));
  for (const { path, data } of taken) files.set(path, data);
  const left = placed.length - taken.length;
  const words = [
    taken.length > replaced.length ? `${soMany(taken.length - replaced.length, "file")} added.` : "",
    replaced.length ? `Replaced: ${replaced.map((file) => file.name).join(", ")}.` : "",
    left ? `${soMany(left, "other file")} left out: not something a report is made from.` : "",
  ];
  notice(words.filter(Boolean).join(" "));
  if (taken.length) look();
}

/** @param {string} words */
function notice(words) {
  one("notice").textContent = words;
}

/** @param {Iterable<File>} list */
async function takeFiles(list) {
  const chosen = [...list].map(async (file) => {
    const path = file.webkitRelativePath.split("/");
    return { name: file.name, folder: path.at(-2) ?? "", data: new Uint8Array(await file.arrayBuffer()) };
  });
  const read = await Promise.allSettled(chosen);
  const got = read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  take(got);
  if (got.length < read.length) {
    tell("stopped", [
      "Some of these files could not be opened. Close them in Excel, or copy them to this computer first.",
    ]);
  }
}

/** Everything in what was dropped, three folders deep. @param {FileSystemEntry | null} entry @param {number} depth @returns {Promise<{name: string, folder: string, data: Uint8Array<ArrayBuffer>}[]>} */
async function unfolded(entry, depth = 0) {
  if (entry?.isFile) {
    const file = await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed));
    return [
      {
        name: file.name,
        folder: entry.fullPath.split("/").at(-2) ?? "",
        data: new Uint8Array(await file.arrayBuffer()),
      },
    ];
  }
  if (!entry?.isDirectory || depth > 3) return [];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {{name: string, folder: string, data: Uint8Array<ArrayBuffer>}[]} */
  const held = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return held;
    for (const inner of some) held.push(...(await unfolded(inner, depth + 1)));
  }
}

/** Read and judge the returns that are here now. */
async function look() {
  again = true;
  showBooks();
  if (looking) return;
  looking = true;
  while (again) {
    again = false;
    told = null;
    putAway();
    tell("stopped", []);
    tell("trouble", []);
    one("found").replaceChildren();
    refresh();
    const answer = returns().length || given.served ? await ask({ do: "look", ...choices() }, "stopped") : null;
    if (answer && !again) showTold(answer);
  }
  looking = false;
  showBooks();
}

/** Ask, show the steps, and turn whatever goes wrong into words; null then. @param {object} request @param {string} where @returns {Promise<Answer | null>} */
async function ask(request, where) {
  one("cancel").hidden = false;
  refresh();
  try {
    const answer = await builder.ask(request, showStep);
    if (answer.full) {
      builder.end(new Ended());
      throw new Error("full");
    }
    if (!answer.fault) return answer;
    const { fault } = answer;
    files.set(`output/${fault.file}`, new TextEncoder().encode(fault.text));
    tell(where, [
      `Something went wrong inside the report builder (code ${fault.code}). No report was made. Please send this file to whoever looks after the builder; it holds no figure and no name:`,
    ]);
    one(where).append(made("p", {}, saves(fault.file, files.get(`output/${fault.file}`) ?? new Uint8Array())));
    files.delete(`output/${fault.file}`);
    builder.end(new Ended());
  } catch (trouble) {
    if (!(trouble instanceof Ended)) tell(where, [whatEnded(/** @type {Error} */ (trouble))]);
  } finally {
    if (/^Step/.test(one("status").textContent ?? "")) one("status").textContent = "";
    one("cancel").hidden = true;
    clearSteps();
    refresh();
  }
  return null;
}

/** @param {Error} trouble */
function whatEnded(trouble) {
  const book = builder.reading;
  const known = {
    silent: `gave no sign for ${builder.silentMs / 1000} seconds and was stopped`,
    full: "needed more memory than it may take and was stopped",
  };
  const what = known[/** @type {keyof known} */ (trouble.message)] ?? "came to a sudden end";
  if (!book) {
    return `The report builder ${what}, and has been started again. Nothing that you saved is lost. Try once more.`;
  }
  return `${book}: the report builder ${what} while it was reading this workbook, and has been started again. Take the workbook away, or copy the return alone into a new workbook, and choose that instead.`;
}

/** The workbooks and other returns that are here, by name. */
const returns = () =>
  [...files.keys()].filter((path) => /^returns\/[^/]+$/.test(path)).map((path) => path.slice("returns/".length));

function showBooks() {
  const names = returns().sort((a, b) => a.localeCompare(b, "en-GB"));
  const books = names.filter((name) => WORKBOOK.test(name) && name !== "reading.xlsx");
  const others = [
    ...names.filter((name) => !books.includes(name)),
    ...[...files.keys()].filter((path) => path.startsWith("output/issued/") || path.startsWith("returns/benchmarks/")),
  ];
  const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.name : undefined;
  const at = [...one("rows").children].findIndex((row) => row.contains(document.activeElement));
  one("books").hidden = !names.length;
  one("books-caption").textContent = soMany(books.length, "workbook");
  one("rows").replaceChildren(...books.map(rowOf));
  one("others").hidden = !others.length;
  one("others-title").textContent =
    `${soMany(others.length, "other file")} ${others.length === 1 ? "is" : "are"} used too`;
  one("others-list").replaceChildren(
    ...others.map((name) =>
      made(
        "li",
        {},
        `${name.replace(/^.*\//, "")} – ${roleOf(name)} `,
        given.served ? "" : awayButton(name.includes("/") ? name : `returns/${name}`),
      ),
    ),
  );
  if (focus && at >= 0) {
    const rows = one("rows").children;
    const next = rows.length ? rows[Math.min(at, rows.length - 1)].querySelector("button") : one("files");
    if (next instanceof HTMLElement) next.focus();
  }
}

/** @param {string} name */
function roleOf(name) {
  if (name === "report.toml") return "whose report this is";
  if (name === "reading.xlsx") return "your answers about the returns";
  if (name.endsWith(".toml")) return "the council’s own layout, measures or words";
  if (name.includes("issued/")) return "a record of what was issued";
  return name.includes("benchmarks/") ? "published figures to compare with" : "the council’s logo";
}

/** @param {string} name */
function rowOf(name) {
  const found = (told?.findings ?? []).filter((finding) => finding.workbook === name);
  const many = (/** @type {string} */ strength) => found.filter((finding) => finding.strength === strength).length;
  const words = [
    [many("must fix"), "must fix"],
    [many("check"), "to check"],
    [many("note"), "to note"],
  ];
  const said = words
    .filter(([number]) => number)
    .map(([number, what]) => `${number} ${what}`)
    .join(", ");
  const as = told?.workbooks?.find((book) => book.name === name)?.read_as;
  const state = many("must fix") ? "must" : many("check") ? "check" : "";
  return made(
    "tr",
    { className: state },
    made("th", { scope: "row" }, name),
    made("td", {}, told ? as || "Nothing was read from it" : looking ? "Reading…" : "Not read"),
    made("td", { className: "found" }, told ? said || "Nothing" : ""),
    made("td", {}, given.served ? "" : awayButton(`returns/${name}`)),
  );
}

/** @param {string} path */
function awayButton(path) {
  const name = path.replace(/^.*\//, "");
  const button = made("button", {
    type: "button",
    className: "plain",
    textContent: "Take away",
    "aria-label": `Take away ${name}`,
  });
  button.dataset.name = name;
  button.onclick = () => {
    files.delete(path);
    keepNoMore(path);
    notice(`${name} was taken away.`);
    look();
  };
  return button;
}

/** @param {Answer} answer */
function showTold(answer) {
  told = answer;
  showBooks();
  showFindings(answer.findings ?? [], Boolean(answer.stopped));
  if (answer.stopped) {
    const inList = (answer.findings ?? []).some((finding) => finding.strength === "must fix");
    const lines = inList
      ? [
          `No report can be built from these returns yet: ${soMany((answer.findings ?? []).filter((finding) => finding.strength === "must fix").length, "thing")} must be fixed first. Correct the workbooks in Excel and drop them here again.`,
        ]
      : answer.stopped;
    tell("stopped", lines);
    showCopies();
    one("status").textContent = "A report cannot be built from these returns yet.";
  } else {
    showChoices(answer);
    one("status").textContent =
      `Ready to build: ${soMany(answer.returns ?? 0, "return")}, ${soMany(answer.measures ?? 0, "measure")}, for ${answer.month}. ${(answer.lines ?? []).join(" ")}`;
  }
  showSettings();
  showQuestions();
  refresh();
}

/** The workbooks with their faults marked, to be saved and mended. */
function showCopies() {
  const copies = [...files].filter(([path]) => path.startsWith("output/returns/"));
  if (copies.length) {
    one("stopped").append(
      made("p", {}, "The same workbooks with their faults marked, to mend or to send back:"),
      made("ul", {}, ...copies.map(([path, data]) => made("li", {}, saves(path.replace(/^.*\//, ""), data)))),
    );
  }
}

/** @type {[string, string, boolean][]} */
const GROUPS = [
  ["must fix", "Must be fixed before a report can be built", true],
  ["check", "To check", true],
  ["note", "To note", false],
];

/** @param {Finding[]} findings @param {boolean} stopped */
function showFindings(findings, stopped) {
  const groups = GROUPS.flatMap(([strength, title, open]) => {
    const some = findings.filter((finding) => finding.strength === strength);
    if (!some.length) return [];
    const items = some.map((finding) =>
      made(
        "li",
        {},
        ...(finding.place ? [made("strong", {}, `${finding.place}: `)] : []),
        `${finding.what} ${finding.remedy.replace("run again", "build again")}`, // here nobody runs a command
      ),
    );
    const summary = made(
      "summary",
      {},
      made("span", { className: `mark ${strength.replace(" ", "-")}` }, `${some.length}`),
      ` ${title}`,
    );
    return [
      made(
        "details",
        { open: open && !(stopped && strength !== "must fix") },
        summary,
        made("ul", { className: "findings" }, ...items),
      ),
    ];
  });
  one("found").replaceChildren(...groups);
}

/** What is chosen for the report. */
function choices() {
  const [period, layout, audience] = ["period", "layout", "audience"].map((id) => one(id, "select").value);
  return { period, layout, audience, reissue: one("reissue", "input").value.trim() };
}

/** Fill a list of choices, and keep what was chosen where it is still there. @param {string} id @param {[string, string][]} options */
function fill(id, options) {
  const select = one(id, "select");
  const before = select.value;
  select.replaceChildren(...options.map(([value, text]) => made("option", { value }, text)));
  select.value = options.some(([value]) => value === before) ? before : options[0][0];
  select.disabled = false;
}

/** @param {Answer} answer */
function showChoices(answer) {
  if (!one("period", "select").value) latest = `The latest: ${answer.month}`;
  const months = (answer.months ?? []).map(({ period, name }) => /** @type {[string, string]} */ ([period, name]));
  fill("period", [["", latest], ...months]);
}
