// What the officer asks this browser to keep: report.toml, the answers, public ledgers and records. Never a return.
"use strict";

const STORE = "board-report";
const KEPT = /^returns\/(report\.toml|reading\.xlsx)$|^output\/(?!.*exempt)([^/]+\.ledger\.csv|issued\/[^/]+)$/;
/** What the store holds, by path. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const kept = new Map();

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answered = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/** Do something with the store; null where there is none and none is to be made. @template T @param {boolean} make @param {(store: IDBObjectStore) => Promise<T>} does @returns {Promise<T | null>} */
async function inStore(make, does) {
  const request = indexedDB.open(STORE, 1);
  let none = false;
  request.onupgradeneeded = () => {
    none = !make;
    if (none) {
      request.transaction?.abort();
    } // looking leaves nothing behind
    else request.result.createObjectStore(STORE);
  };
  const base = await answered(request).catch((trouble) => {
    if (none) return null;
    throw trouble;
  });
  if (!base) return null;
  try {
    return await does(base.transaction(STORE, "readwrite").objectStore(STORE));
  } finally {
    base.close();
  }
}

/** @param {boolean} on @param {string} words */
function sayKept(on, words) {
  one("keep", "input").checked = on;
  one("forget").hidden = !on;
  one("keep-state").textContent = words;
}

const REFUSED = "This browser lets the page keep nothing: save the files beside your returns instead.";

/** Keep what is new among the files, where the officer asked for it. Nothing of the sample is kept. */
async function keepNow() {
  if (!one("keep", "input").checked || isSample) return;
  const fresh = [...files].filter(([path, data]) => KEPT.test(path) && kept.get(path) !== data);
  for (const [path, data] of fresh) kept.set(path, data);
  try {
    await inStore(true, (store) => Promise.all(fresh.map(([path, data]) => answered(store.put(data.slice(), path)))));
    sayKept(true, `This browser keeps ${kept.size ? namesOf(kept) : "them from now on"}.`);
  } catch {
    kept.clear();
    sayKept(false, REFUSED);
  }
}

/** @param {Map<string, unknown>} some */
const namesOf = (some) => [...some.keys()].map((path) => path.replace(/^.*\//, "")).join(", ");

/** Take one file out of what is kept. @param {string} path */
async function keepNoMore(path) {
  if (kept.delete(path)) await inStore(false, (store) => answered(store.delete(path))).catch(() => null);
}

/** Delete all that is kept. */
async function forget() {
  kept.clear();
  try {
    await answered(indexedDB.deleteDatabase(STORE));
    sayKept(false, "Forgotten: this browser keeps nothing of them.");
  } catch {
    sayKept(false, REFUSED);
  }
  one("keep").focus();
}

/** Bring back what was kept, when the page opens. */
async function bringKept() {
  const held = await inStore(false, async (store) => {
    const [paths, contents] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    return paths.map((path, at) => /** @type {[string, Uint8Array<ArrayBuffer>]} */ ([String(path), contents[at]]));
  }).catch(() => null);
  if (!held) return;
  for (const [path, data] of held) {
    kept.set(path, data);
    if (!isSample && !files.has(path)) files.set(path, data);
  }
  sayKept(true, `This browser keeps ${kept.size ? namesOf(kept) : "them from now on"}.`);
  if (!kept.size || isSample) return;
  notice(`Here again, as this browser kept them: ${namesOf(kept)}.`);
  showBooks();
  showSettings();
}
