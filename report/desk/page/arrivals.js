// The officer's files as they come, chosen or dropped: told apart, and put in their places on the desk.
"use strict";

/**
 * @typedef {{path: string, file: File}} Arrived a file with its path inside what was chosen
 * @typedef {{arrived: Arrived[], unopened: string[], deeper: string[]}} Gathered and folders that were not looked into
 * @typedef {{name: string, isFolder: boolean, itself: any, file: () => Promise<File>}} Held what a folder holds
 */

/** So many folders inside the chosen one are looked into. */
const DEEPEST = 8;
const MOST_NAMED = 8;
const RETURN = /\.(xlsx|xlsm|xltx|xltm|xls|xlt|xlsb|ods|ots|csv|tsv|toml|xml|fods|numbers|png|jpe?g)$/i;
const REPORT = /^corporate-parenting-\d{4}-\d\d.*\.(pdf|ledger\.csv|html)$/i;
const RECORD = /\.record\.json$|^(sample-|exempt-)*seals\.txt$|seals.*\.txt$/i;
const WORKBOOK = /\.(xlsx|xlsm|xltx|xltm|xls|xlt|xlsb|ods|ots|csv|tsv|xml|fods|numbers)$/i;
const NOT_A_FILE_OF_THEIRS = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i; // what Excel and the system put beside files
const CHECKED = / \(checked\)( \(\d+\))?(\.\w+)$/; // as a browser numbers what it saves a second time
/** The reports and records that the officer brought, by path. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const brought = new Map();
const BESIDE = "beside the returns"; // in a zip that was saved here: report.toml and the answers
const NO_REPORT = "not something a report is made from";
const ALREADY_HERE = "there is one here already: take that away first to use this one";

/** What is left out of the output of an earlier report, by the folder it is in or by its name. @type {[RegExp, string][]} */
const OF_AN_OUTPUT = [
  [
    /^returns\/.* \(checked\)/,
    "in the saved output these are marked copies, not returns: choose one alone, once it is corrected",
  ],
  [/^templates\//, "blank returns in the saved output: choose them alone, once they are filled in"],
  [/^reading\.xlsx$/, "the reading sheet of the saved output: choose it alone to use its answers"],
];

/** The folder of a path; "" for none. @param {string} path */
const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/** Some names in a sentence. @param {string[]} names */
const named = (names) =>
  names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "");

/** The folders that are the saved output of a report: reports or records are in them, and no return beside those. @param {string[]} paths */
function savedOutputs(paths) {
  const outputs = new Set(paths.filter((path) => REPORT.test(nameOf(path))).map(folderOf));
  for (const path of paths) if (/(^|\/)issued\/[^/]+$/.test(path)) outputs.add(folderOf(folderOf(path)));
  for (const path of paths) {
    const name = nameOf(path);
    if (name === "report.toml" || (WORKBOOK.test(name) && !REPORT.test(name) && name !== "reading.xlsx")) {
      outputs.delete(folderOf(path));
    }
  }
  return outputs;
}

/** Where a file goes on the desk, or why it goes nowhere; neither for a file that nobody chose. @param {string} path @param {Set<string>} outputs @returns {{place?: string, why?: string}} */
function placeOf(path, outputs) {
  const name = nameOf(path);
  const folder = nameOf(folderOf(path));
  if (NOT_A_FILE_OF_THEIRS.test(name)) return {};
  if (REPORT.test(name)) return { place: `output/${name}` };
  if (RECORD.test(name)) return { place: `output/issued/${name}` };
  for (const output of outputs) {
    const inside = output ? path.slice(output.length + 1) : path;
    const rule = (path.startsWith(`${output}/`) || !output) && OF_AN_OUTPUT.find(([pattern]) => pattern.test(inside));
    if (rule) return { why: rule[1] };
  }
  if (folder === BESIDE && files.has(`returns/${name}`)) return { why: ALREADY_HERE };
  if (folder === "benchmarks" && /\.csv$/i.test(name)) return { place: `returns/benchmarks/${name}` };
  if (RETURN.test(name)) return { place: `returns/${name}` };
  return { why: /\.(zip|7z|rar)$/i.test(name) ? "unzip first, and choose the folder that comes out" : NO_REPORT };
}

/** Each file by its place, and what is to be said of the others. @param {Arrived[]} arrived */
function sortedOut(arrived) {
  const outputs = savedOutputs(arrived.map(({ path }) => path));
  /** @type {Map<string, Arrived[]>} */ const byPlace = new Map();
  /** @type {Map<string, string[]>} */ const left = new Map();
  for (const one of arrived) {
    const { place, why } = placeOf(one.path, outputs);
    if (place) byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
    if (why) left.set(why, [...(left.get(why) ?? []), nameOf(one.path)]);
  }
  /** @type {Map<string, Arrived>} */ const placed = new Map();
  const words = [...left].map(([why, names]) => `Left out: ${named(names)} (${why}).`);
  for (const [place, several] of byPlace) {
    const latest = Math.max(...several.map(({ file }) => file.lastModified));
    const [taken, ...others] = several.toSorted((a, b) => b.file.lastModified - a.file.lastModified);
    placed.set(place, taken);
    if (others.length) {
      const why = others.every(({ file }) => file.lastModified < latest) ? ", changed last," : ", the first of them,";
      words.push(
        `${nameOf(place)} is there ${several.length} times: ${taken.path}${why} was taken; ` +
          `left out: ${named(others.map(({ path }) => path))}.`,
      );
    }
  }
  return { placed, words: [...words, ...putCopiesInPlace(placed)] };
}

/** A checked copy takes the place of the return that it is a copy of; of two that came together, the newer is taken. @param {Map<string, Arrived>} placed */
function putCopiesInPlace(placed) {
  const words = [];
  for (const [place, copy] of [...placed].filter(([path]) => CHECKED.test(path))) {
    const plain = place.replace(CHECKED, "");
    const original = RETURN.test(plain) ? plain : place.replace(CHECKED, "$2");
    const beside = placed.get(original);
    if (!beside && !files.has(original)) continue;
    placed.delete(place);
    if (beside && beside.file.lastModified >= copy.file.lastModified) {
      words.push(`Left out: ${nameOf(place)} (${nameOf(original)} is no older).`);
      continue;
    }
    placed.delete(original);
    placed.set(original === plain ? place.replace(CHECKED, " (checked)$2") : original, copy);
    words.push(`${nameOf(place)} was taken in the place of ${nameOf(original)}.`);
    if (original === plain) files.delete(original); // an old format: its copy is of another, and keeps its name
  }
  return words;
}

/** Take files; what could not be taken is told by name. @param {Arrived[]} arrived @param {string[]} said */
async function take(arrived, said = []) {
  await sampled;
  if (isSample) leaveSample(arrived);
  const { placed, words } = sortedOut(arrived);
  const opened = await Promise.all(
    [...placed].map(async ([place, { file }]) => ({ place, data: await bytesIn(file) })),
  );
  const unopened = opened.filter(({ data }) => !data).map(({ place }) => nameOf(place));
  let replaced = [];
  let added = 0;
  for (const { place, data } of opened) {
    if (!data) continue;
    if (files.has(place)) replaced.push(nameOf(place));
    else added += 1;
    files.set(place, data);
    if (place.startsWith("output/")) brought.set(place, data);
  }
  replaced = replaced.filter((name) => !words.some((line) => line.endsWith(`in the place of ${name}.`)));
  const first = [
    added ? `${soMany(added, "file")} added.` : "",
    replaced.length ? `Replaced: ${named(replaced)}.` : "",
  ];
  const shut = unopened.length
    ? [`Not opened: ${named(unopened)}. Close them in Excel, or copy them to this computer first.`]
    : [];
  notice([...first, ...words, ...shut, ...said].filter(Boolean).join(" ") || "There is nothing in it.");
  if (unopened.length < opened.length) look();
}

/** @param {File} file @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where it cannot be opened */
const bytesIn = (file) =>
  file.arrayBuffer().then(
    (data) => new Uint8Array(data),
    () => null,
  );

/** Nobody's own figures are mixed with made-up ones. @param {Arrived[]} arrived */
function leaveSample(arrived) {
  if (![...sortedOut(arrived).placed].length) return;
  files.clear();
  for (const [path, data] of kept) files.set(path, data);
  isSample = unsaved = false;
  putAway();
}

/** What came by one of the two buttons. @param {Iterable<File>} list */
async function takeChosen(list) {
  const all = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  const tooDeep = (/** @type {Arrived} */ { path }) => path.split("/").length - 2 > DEEPEST;
  await take(
    all.filter((one) => !tooDeep(one)),
    sayDeeper([...new Set(all.filter(tooDeep).map(({ path }) => folderOf(path)))]),
  );
}

/** @param {string[]} folders */
const sayDeeper = (folders) =>
  folders.length ? [`Not looked into, being more than ${DEEPEST} folders deep: ${named(folders)}.`] : [];

/** What was dropped. All of it is asked for while the event lasts: afterwards a browser gives nothing. @param {DragEvent} event */
async function takeDropped(event) {
  const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file");
  const dropped = items.map((item) => {
    const entry = item.webkitGetAsEntry();
    if (!entry?.isDirectory) return { file: item.getAsFile() };
    // A page opened from disk may not read by an entry in Chromium; Firefox has no handles.
    const handle = /** @type {Promise<any>} */ (/** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => null));
    return { entry, handle };
  });
  /** @type {Gathered} */ const into = { arrived: [], unopened: [], deeper: [] };
  for (const { file, entry, handle } of dropped) {
    if (file) into.arrived.push({ path: file.name, file });
    if (entry) await gather((await handle) ?? entry, entry.name, 0, into);
  }
  const shut = into.unopened.length
    ? [`Not opened: ${named(into.unopened)}. Try “Choose workbooks” or “Choose a folder”.`]
    : [];
  if (!dropped.length) notice("What was dropped is no file. Drop workbooks, or the folder they are in.");
  else await take(into.arrived, [...shut, ...sayDeeper(into.deeper)]);
}

/** Everything in a folder, and in those inside it. @param {any} folder a handle or an entry @param {string} path @param {number} depth @param {Gathered} into */
async function gather(folder, path, depth, into) {
  if (depth > DEEPEST) {
    into.deeper.push(path);
    return;
  }
  const held = await heldIn(folder).catch(() => null);
  if (!held) into.unopened.push(path);
  for (const { name, isFolder, itself, file } of held ?? []) {
    const inner = `${path}/${name}`;
    if (isFolder) await gather(itself, inner, depth + 1, into);
    else {
      await file().then(
        (/** @type {File} */ opened) => into.arrived.push({ path: inner, file: opened }),
        () => into.unopened.push(inner),
      );
    }
  }
}

/** @param {any} folder @returns {Promise<Held[]>} */
async function heldIn(folder) {
  /** @type {Held[]} */ const held = [];
  if (folder.values) {
    for await (const one of folder.values()) {
      held.push({ name: one.name, isFolder: one.kind === "directory", itself: one, file: () => one.getFile() });
    }
    return held;
  }
  const reader = folder.createReader();
  for (;;) {
    /** @type {any[]} */ const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return held;
    for (const one of some) {
      const file = () => new Promise((/** @type {(file: File) => void} */ done, failed) => one.file(done, failed));
      held.push({ name: one.name, isFolder: one.isDirectory, itself: one, file });
    }
  }
}
