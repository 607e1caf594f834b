// report.toml as a form: whose report this is, and for which meeting.
"use strict";

/** @type {[string, string, string, string][]} each with its key, its label, its kind and a hint */
const FIELDS = [
  ["council", "Council", "text", ""],
  [
    "authority",
    "Council’s code",
    "text",
    "Such as E06000031. Choosing a council from the list fills it in; statistical neighbours are found by it.",
  ],
  ["service", "Service", "text", ""],
  ["committee", "Committee", "text", ""],
  ["meeting_date", "Date of the meeting", "date", ""],
  ["agenda_item", "Agenda item", "text", ""],
  ["report_of", "Report of", "text", "Such as Director of Children’s Services"],
  ["author", "Author", "text", ""],
  ["contact", "Contact", "text", ""],
  ["purpose", "Purpose", "text", ""],
  ["message", "Message on the first page", "area", "At most 300 characters"],
  ["recommendations", "What the committee is asked to do", "area", "One on each line"],
  ["classification", "Classification", "text", ""],
  ["exempt_paragraphs", "Paragraphs of Schedule 12A", "text", "For an exempt report alone, such as 1, 2"],
  ["smallest_shown", "Smallest number of children shown", "number", "6, unless your council hides more: then up to 30"],
];

/** Whether the form was changed and not saved. */
let changed = false;

/** Fill the form with what report.toml says now, unless it is being filled in. */
async function showSettings() {
  const answer = await builder.ask({ do: "settings" }).catch(() => null);
  if (!answer?.values) return;
  fill("layout", [
    ["", "As report.toml says, or the usual one"],
    ...(answer.layouts ?? []).map((name) => /** @type {[string, string]} */ ([name, name.replaceAll("_", " ")])),
  ]);
  one("settings-state").textContent = answer.there
    ? `${answer.values.council ?? "no council"}, ${answer.values.committee ?? "no committee"}`
    : "not filled in: there is no report.toml";
  if (!changed) showForm(answer);
}

/** @param {[string, string, string, string]} field @param {Record<string, string>} values */
function fieldOf([key, label, kind, hint], values) {
  const input = kind === "area" ? made("textarea", { rows: 3 }) : made("input", { type: kind });
  Object.assign(input, { id: `set-${key}`, name: key, value: values[key] ?? "" });
  if (key === "council") input.setAttribute("list", "councils");
  if (key === "message") input.setAttribute("maxlength", "300");
  if (hint) input.setAttribute("aria-describedby", `hint-${key}`);
  return made(
    "p",
    { className: "field long" },
    made("label", { for: `set-${key}` }, label),
    input,
    ...(hint ? [made("span", { id: `hint-${key}`, className: "quiet" }, hint)] : []),
  );
}

/** @param {Answer} answer */
function showForm(answer) {
  const councils = made(
    "datalist",
    { id: "councils" },
    ...(answer.councils ?? []).map(({ name, code }) => made("option", { value: name }, code)),
  );
  const fields = FIELDS.map((field) => fieldOf(field, answer.values ?? {}));
  const save = made("button", { type: "submit", className: "button", id: "use-words" }, "Use these words");
  const file = files.get("returns/report.toml");
  const kept_ = file
    ? [
        made("span", { className: "quiet" }, "Save it beside your returns, for next month: "),
        saves("report.toml", file),
      ]
    : [];
  refill(
    "settings-form",
    [
      councils,
      ...fields,
      made("p", { className: "buttons" }, save, ...kept_),
      made("p", { id: "settings-told", role: "status" }),
    ],
    "use-words",
  );
  const council = one("set-council", "input");
  council.onchange = () => {
    const code = answer.councils?.find(({ name }) => name === council.value)?.code;
    if (code) one("set-authority", "input").value = code;
  };
}

/** Use the words of the form; what stops that is told where it was asked for. @param {string} where @returns {Promise<boolean>} */
async function saveSettings(where) {
  tell(where, []);
  if (builder.busy) return refused(where, [AT_WORK]);
  const values = Object.fromEntries(
    FIELDS.map(([key]) => [key, /** @type {HTMLInputElement} */ (one(`set-${key}`)).value]),
  );
  const answer = await builder.ask({ do: "save_settings", values }).catch(() => null);
  if (!answer?.values) {
    return refused(where, (answer?.stopped ?? ["The words could not be used. Try once more."]).map(asLabelled));
  }
  changed = false;
  showForm(answer);
  notice(`These words are used now.${given.served ? "" : " Save report.toml beside your returns, for next month."}`);
  return true;
}

const AT_WORK = "The report builder is at work: wait for it, or press Cancel, and try again.";

/** @param {string} where @param {string[]} lines */
function refused(where, lines) {
  tell(where, lines);
  return false;
}

/** A line with the names of the form in the place of those of report.toml. @param {string} line */
const asLabelled = (line) => FIELDS.reduce((words, [key, label]) => words.replaceAll(`“${key}”`, `“${label}”`), line);
