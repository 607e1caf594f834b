// The reading sheet on the page: what is not clear about the returns is asked, with the same lists as in the workbook.
"use strict";

const USE = "Answer: use as";
const OF_A_ROW = [USE, "Answer: whose", "Answer: span", "Answer: unit"];
const OWN = ["Own measure: name", "Own measure: unit", "Own measure: good is", "Own measure: decimals"];
const OWN_MEASURE = "a measure of our own";
const WHOLE_TABLE = "All rows of this table";
const OF_A_TABLE = ["not ours", "not used"];
const MOST_ASKED = 60;

/** Answers that were chosen and are not used yet, by the row and the heading that they are for. @type {Map<string, string>} */
const unused = new Map();

/** The lists and boxes of the form. @returns {HTMLSelectElement[]} */
const allAnswers = () =>
  /** @type {HTMLSelectElement[]} */ ([...one("questions-form").querySelectorAll("select, input")]);
/** Those whose answer was changed. */
const answeredNow = () => allAnswers().filter(({ value, dataset }) => value !== dataset.before);
const isAnswered = () => answeredNow().length > 0;

async function showQuestions() {
  const answer = await builder.ask({ do: "questions" }).catch(() => null);
  if (!answer) return;
  for (const { value, dataset } of allAnswers()) {
    unused.delete(dataset.of ?? "");
    if (value !== dataset.before) unused.set(dataset.of ?? "", value);
  }
  const rows = (answer?.rows ?? []).filter(
    (row) => row.State !== "Read" || [...OF_A_ROW, ...OWN].some((heading) => row[heading]),
  );
  const asked = rows.filter((row) => row.State === "Question").length;
  const unread = rows.filter((row) => row.State === "Not read").length;
  one("questions").hidden = !rows.length;
  one("questions-state").textContent =
    [asked ? soMany(asked, "question") : "", unread ? `${soMany(unread, "row")} not read` : ""]
      .filter(Boolean)
      .join(", ") || "answered";
  const choices = answer?.choices ?? {};
  const more = rows.length - MOST_ASKED;
  const sheet = [...files]
    .filter(([path]) => path === "output/reading.xlsx")
    .map(([, data]) => saves("reading.xlsx", data));
  const held = [
    made(
      "p",
      {},
      "An answer is kept in reading.xlsx, which is then read each month, and is asked for only once. Leave a row without an answer as it is.",
    ),
    ...rows.slice(0, MOST_ASKED).map((row) => question(row, choices)),
    ...(more > 0 ? [made("p", {}, `${more} more rows are in the reading sheet itself: `, ...sheet)] : []),
    made(
      "p",
      { className: "buttons" },
      made("button", { type: "submit", className: "button", id: "use-answers" }, "Use these answers"),
      ...keptAnswers(),
    ),
    made("p", { id: "questions-told", role: "status" }),
  ];
  refill("questions-form", held, rows.length ? "use-answers" : "build");
}

function keptAnswers() {
  const sheet = files.get("returns/reading.xlsx");
  return sheet
    ? [
        made("span", { className: "quiet" }, "Save it beside your returns, for next month: "),
        saves("reading.xlsx", sheet),
      ]
    : [];
}

/** @param {any} row @param {Record<string, string[]>} choices */
function question(row, choices) {
  const where = [row.Workbook, row.Sheet, row.Cells].filter(Boolean).join(" › ");
  const facts = [
    row["Latest figure"] && `Latest figure: ${row["Latest figure"]}.`,
    row["Read as"] && `Read as: ${row["Read as"]}.`,
    row["Most like"] && `Most like: ${row["Most like"]}.`,
  ];
  const own = made(
    "div",
    { className: "fields", hidden: (unused.get(nameOfAnswer(row, USE)) ?? row[USE]) !== OWN_MEASURE },
    ...OWN.map((heading) => answerTo(row, heading, choices[heading])),
  );
  const box = made(
    "fieldset",
    { className: "question" },
    made("legend", {}, row["Words in the return"] || "A row without words"),
    made("p", { className: "quiet" }, where),
    made("p", {}, [row["Why not, or what is asked"], ...facts].filter(Boolean).join(" ")),
    made(
      "div",
      { className: "fields" },
      ...OF_A_ROW.map((heading) =>
        answerTo(
          row,
          heading,
          row["Words in the return"] === WHOLE_TABLE && heading === USE ? OF_A_TABLE : choices[heading],
        ),
      ),
    ),
    own,
  );
  box.onchange = () => {
    own.hidden = /** @type {HTMLSelectElement} */ (box.querySelector(`[data-heading="${USE}"]`)).value !== OWN_MEASURE;
  };
  return box;
}

/** What an answer is for, in words that stay the same when other returns come. @param {any} row @param {string} heading */
const nameOfAnswer = (row, heading) =>
  [row.Workbook, row.Sheet, row.Cells, row["Words in the return"], heading].join("\n");

/** @param {any} row @param {string} heading @param {string[] | undefined} options */
function answerTo(row, heading, options) {
  const id = `answer-${row.row}-${[...OF_A_ROW, ...OWN].indexOf(heading)}`;
  const input = options
    ? made(
        "select",
        { id },
        made("option", { value: "" }, "–"),
        ...options.map((text) => made("option", { value: text }, text)),
      )
    : made("input", { id, maxLength: 100 });
  const of = nameOfAnswer(row, heading);
  input.value = unused.get(of) ?? row[heading];
  Object.assign(input.dataset, { row: row.row, heading, before: row[heading], of });
  const label = heading.replace(/^Answer: |^Own measure: /, "");
  return made("p", { className: "field" }, made("label", { for: id }, label[0].toUpperCase() + label.slice(1)), input);
}

/** Use the answers; what stops that is told where it was asked for. @param {string} where @returns {Promise<boolean>} */
async function saveAnswers(where) {
  tell(where, []);
  if (builder.busy) return refused(where, [AT_WORK]);
  /** @type {Record<string, Record<string, string>>} */
  const answers = {};
  for (const { value, dataset } of answeredNow()) (answers[dataset.row ?? ""] ??= {})[dataset.heading ?? ""] = value;
  const answer = await builder.ask({ do: "save_answers", answers }).catch(() => null);
  if (!answer?.rows) return refused(where, answer?.stopped ?? ["The answers could not be used. Try once more."]);
  for (const input of answeredNow()) input.dataset.before = input.value;
  unused.clear();
  const save = given.served ? "" : " Save reading.xlsx beside your returns: they are then used each month.";
  notice(`Your answers are used now.${save}`);
  return true;
}
