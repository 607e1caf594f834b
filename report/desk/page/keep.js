// What the officer asks this browser to keep: report.toml, the answers, public ledgers and records. Never a return.
"use strict";

const STORE = "board-report";
const KEPT = /^returns\/(report\.toml|reading\.xlsx)$|^output\/(?!.*exempt)([^/]+\.ledger\.csv|issued\/[^/]+)$/;
/** What this page knows to be in the store, by path. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const kept = new Map();
/** Whether there is a store: the first thing that is kept makes it, and then nobody but another tab takes it away. */
let hasStore = false;

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
  if (!on && document.activeElement === one("forget")) one("keep").focus();
  one("forget").hidden = !on;
  if (one("keep-state").textContent !== words) one("keep-state").textContent = words; // told once, not again and again
}

const REFUSED = "This browser lets the page keep nothing: save the files beside your returns instead.";

/** Keep what is new among the files, where the officer asked for it. Nothing of the sample is kept. */
async function keepNow() {
  if (!one("keep", "input").checked) return;
  if (isSample) {
    const before = hasStore ? "" : " What you choose yourself will be kept.";
    return sayKept(true, `Nothing of the sample is kept.${before}`);
  }
  try {
    const paths = await inStore(!hasStore, putFresh);
    if (paths) {
      hasStore = true;
      return sayKept(true, whatIsKept(paths));
    }
    hasStore = false; // forgotten in another tab: it is not made again
    kept.clear();
    sayKept(false, "Forgotten in another tab of this browser, which keeps nothing of them.");
  } catch {
    kept.clear();
    sayKept(false, REFUSED);
  }
}

/** Put what is new, and what another tab has taken out, into the store; the paths of all that it then holds. @param {IDBObjectStore} store */
async function putFresh(store) {
  const there = (await answered(store.getAllKeys())).map(String);
  const fresh = [...files].filter(
    ([path, data]) => KEPT.test(path) && (kept.get(path) !== data || !there.includes(path)),
  );
  for (const [path, data] of fresh) kept.set(path, data);
  await Promise.all(fresh.map(([path, data]) => answered(store.put(data.slice(), path))));
  return [...new Set([...there, ...fresh.map(([path]) => path)])];
}

/** @param {string[]} paths */
const whatIsKept = (paths) => `This browser keeps ${paths.length ? paths.map(nameOf).join(", ") : "them from now on"}.`;

/** Take one file out of what is kept. @param {string} path */
async function keepNoMore(path) {
  if (kept.delete(path)) await inStore(false, (store) => answered(store.delete(path))).catch(() => null);
}

/** Delete all that is kept. */
async function forget() {
  kept.clear();
  hasStore = false;
  one("keep", "input").checked = false; // at once: nothing is put there again meanwhile
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
  hasStore = true;
  for (const [path, data] of held) {
    kept.set(path, data);
    if (!isSample && !files.has(path)) files.set(path, data);
  }
  const paths = [...kept.keys()];
  sayKept(true, whatIsKept(paths));
  if (!paths.length || isSample) return;
  notice(`Here again, as this browser kept them: ${paths.map(nameOf).join(", ")}.`);
  showBooks();
  showSettings();
}
