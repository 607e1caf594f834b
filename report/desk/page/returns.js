// The officer's files that are here: listed, taken away, looked at; and what was found in them.
"use strict";

/** What the builder said last of the returns. @type {Answer | null} */
let told = null;
/** Whether the returns are being looked at, and whether they have changed since. */
let looking = false;
let again = false;
/** When the returns have been looked at. @type {Promise<void>} */
let looked = Promise.resolve();
/** The latest month there is, in words. */
let latest = "The latest there is";
/** Whether the returns are the shipped sample. */
let isSample = false;
/** When the sample is here, where it was asked for. @type {Promise<void>} */
let sampled = Promise.resolve();
/** How many files it would take the place of, as was said. */
let sampleTakes = 0;

/** @param {string} words */
function notice(words) {
  one("notice").textContent = words;
}

/** Read and judge the returns that are here now. */
function look() {
  again = true;
  showBooks();
  if (!looking) looked = lookNow();
  return looked;
}

async function lookNow() {
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
    if (answer && !again) await showTold(answer);
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
    if (document.activeElement === one("cancel")) one("build").focus();
    one("cancel").hidden = true;
    clearSteps();
    refresh();
  }
  return null;
}

/** What has to be done by hand, by what is wrong. @type {Record<string, string>} */
const OUT_OF_REACH = {
  gone: "The program that serves this page has ended, or cannot be reached. Start “boardreport desk” again in a terminal, and open the address that it prints.",
  refused:
    "The program that serves this page does not know it. Open the whole address that “boardreport desk” printed in its terminal, to the last letter.",
  unstarted: "The report builder could not be started in this browser, so nothing can be done here. See above.",
};

/** @param {Error} trouble */
function whatEnded(trouble) {
  if (OUT_OF_REACH[trouble.message]) return OUT_OF_REACH[trouble.message];
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
    ...[...files]
      .filter(
        ([path, data]) => /^output\/issued\/|^returns\/benchmarks\//.test(path) || brought.get(path) === data, // and not built again
      )
      .map(([path]) => path),
  ];
  const buttons = () => /** @type {HTMLElement[]} */ ([...one("books").querySelectorAll("[data-name]")]);
  const at = buttons().findIndex((button) => button === document.activeElement);
  one("books").hidden = !names.length && !others.length;
  one("list").hidden = !books.length;
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
  if (at >= 0) (buttons()[Math.min(at, buttons().length - 1)] ?? one("files")).focus();
}

/** @param {string} name */
function roleOf(name) {
  if (name === "report.toml") return "whose report this is";
  if (name === "reading.xlsx") return "your answers about the returns";
  if (REPORT.test(nameOf(name))) return "of a report as it was saved";
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
  const book = told?.workbooks?.find((one_) => one_.name === name);
  const as = book ? book.read_as || "Nothing was read from it" : "Neither a return nor a record of children";
  const state = many("must fix") ? "must" : many("check") ? "check" : "";
  return made(
    "tr",
    { className: state },
    made("th", { scope: "row" }, name),
    made("td", {}, told ? as : looking ? "Reading…" : "Not read"),
    made("td", { className: "found" }, told ? said || (book ? "Nothing" : "–") : ""),
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
    sampleTakes = 0;
    notice(`${name} was taken away.`);
    look();
  };
  return button;
}

/** @param {Answer} answer */
async function showTold(answer) {
  told = answer;
  showBooks();
  showFindings(answer.findings ?? [], Boolean(answer.stopped));
  if (answer.stopped) {
    const must = (answer.findings ?? []).filter((finding) => finding.strength === "must fix");
    tell("stopped", must.length ? [whatStops(must)] : answer.stopped);
    showCopies();
    if (answer.months?.length) showChoices(answer);
    one("status").textContent = "A report cannot be built from these returns yet.";
  } else {
    showChoices(answer);
    one("status").textContent =
      `Ready to build: ${soMany(answer.returns ?? 0, "return")}, ${soMany(answer.measures ?? 0, "measure")}, for ${answer.month}. ${(answer.lines ?? []).join(" ")}`;
  }
  await Promise.all([showSettings(), showQuestions()]);
  refresh();
}

/** @param {Finding[]} must */
function whatStops(must) {
  const inSettings = must.filter(({ workbook }) => workbook === "report.toml").length;
  const again_ = given.served
    ? "save them, and press “Look at the folder again”"
    : "save them under the same names, and drop them here again";
  const ways = [
    inSettings < must.length ? `Correct the workbooks in Excel, ${again_}.` : "",
    inSettings ? "Put report.toml right: fill in “Council, committee and meeting” below, or correct the file." : "",
  ];
  return [
    `No report can be built from these returns yet: ${soMany(must.length, "thing")} must be fixed first.`,
    ...ways,
  ]
    .filter(Boolean)
    .join(" ");
}

/** The workbooks with their faults marked, to be saved and mended. */
function showCopies() {
  const copies = [...files].filter(([path]) => path.startsWith("output/returns/"));
  if (copies.length) {
    one("stopped").append(
      made(
        "p",
        {},
        "The same workbooks with their faults marked, to mend or to send back. Corrected, each takes the place of its workbook:",
      ),
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
        `${finding.what} ${finding.remedy}`,
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
  if (!one("period", "select").value && answer.month) latest = `The latest: ${answer.month}`;
  const months = (answer.months ?? []).map(({ period, name }) => /** @type {[string, string]} */ ([period, name]));
  fill("period", [["", latest], ...months]);
}

/** Put the sample in the place of everything, once the officer knows of what. */
async function trySample() {
  if (builder.busy) {
    return notice("The report builder is at work: wait for it, or press Cancel, and try the sample then.");
  }
  const many = isSample ? 0 : returns().length;
  if (many && sampleTakes !== many) {
    sampleTakes = many;
    const lost = unsaved ? ", and of the report that is not saved" : "";
    return notice(
      `The sample takes the place of the ${soMany(many, "file")} here${lost}. Press “Try the sample” once more if it may.`,
    );
  }
  sampled = bringSample();
  await sampled;
  if (isSample) look();
}

async function bringSample() {
  const before = new Map(files);
  files.clear();
  const answer = await ask({ do: "sample" }, "stopped");
  if (answer) {
    isSample = true;
    unsaved = false;
    putAway();
    notice("This is the shipped sample: not real children.");
  } else for (const [path, data] of before) files.set(path, data);
}
