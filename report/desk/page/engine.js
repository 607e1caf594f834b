// The builder behind the page: a worker with Python inside this file, or the installed program that serves the page.
"use strict";

/**
 * @typedef {{kind: string, strength: string, what: string, remedy: string, workbook: string, place: string}} Finding
 * @typedef {{name: string, read_as: string}} Workbook
 * @typedef {{code: string, place: string, file: string, text: string}} Fault
 * @typedef {{pdf: string, ledger: string, pages: number}} Written
 * @typedef {{stopped?: string[], full?: boolean, fault?: Fault, findings?: Finding[], workbooks?: Workbook[], lines?: string[],
 *   months?: {period: string, name: string}[], period?: string, month?: string, measures?: number, returns?: number,
 *   council?: string, exempt?: boolean, reports?: Written[], whole?: boolean, columns?: string[], rows?: any[],
 *   values?: Record<string, string>, councils?: {name: string, code: string}[], layouts?: string[], there?: boolean,
 *   choices?: Record<string, string[]>, version?: string}} Answer
 * @typedef {{served: boolean, lock?: string, parts?: string[], worker?: string,
 *   about?: {name: string, version: string, licence: string, text: string}[]}} Given
 */

/** @type {Given} */
const given = JSON.parse(one("given").textContent ?? "");
/** Every file of the desk by its path: those of the officer in “returns”, what was made of them in “output”. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const files = new Map();

/** Something ended before it was done. */
class Ended extends Error {}

/** The worker inside this file. */
const builder = {
  /** @type {Worker | null} */ worker: null,
  ready: false,
  /** How many requests are asked or wait to be. */ pending: 0,
  /** @type {Promise<unknown>} */ queue: Promise.resolve(),
  /** After so long without a step or a workbook the builder hangs. */ silentMs: 120_000,
  /** The workbook that is being read. */ reading: "",
  /** What the worker holds, by path. @type {Map<string, Uint8Array<ArrayBuffer>>} */ held: new Map(),
  /** @type {ReturnType<typeof setTimeout> | undefined} */ watch: undefined,
  /** @type {((answer: Answer) => void) | null} */ done: null,
  /** @type {((why: Error) => void) | null} */ ended: null,
  /** @type {(number: number, doing: string) => void} */ step: () => {},
  /** @type {() => void} */ whenFree: () => {},
  number: 0,
  /** Who waits for the worker to be ready. @type {{go: () => void, stop: (why: Error) => void}[]} */ waiting: [],
  /** Whether it cannot be started at all. */ broken: false,

  /** Start a fresh worker. */
  start() {
    this.ready = false;
    one("engine").textContent = "Starting the report builder…";
    this.held = new Map();
    const script = new Blob([given.worker ?? ""], { type: "text/javascript" });
    const worker = new Worker(URL.createObjectURL(script), { name: "builder" });
    this.worker = worker;
    worker.onmessage = ({ data }) => worker === this.worker && this.heard(data);
    worker.onerror = (trouble) => worker === this.worker && this.heard({ at: "failed", what: trouble.message });
    /** @type {Record<string, ArrayBuffer>} */
    const parts = {};
    for (const name of given.parts ?? []) parts[name] = bytesOf(one(`part:${name}`).textContent ?? "").buffer;
    worker.postMessage({ do: "start", parts, lock: given.lock }, Object.values(parts));
  },

  /** @param {any} message */
  heard(message) {
    this.guard();
    if (message.at === "starting") {
      one("engine").textContent = `Starting the report builder… ${Math.round(message.share * 100)}%`;
    }
    if (message.at === "ready") {
      this.ready = true;
      one("engine").textContent = "The report builder is ready.";
      for (const { go } of this.waiting.splice(0)) go();
      this.whenFree();
    }
    if (message.at === "step") {
      this.reading = ""; // what was read before has nothing to do with what comes now
      this.step(message.number, message.doing);
    }
    if (message.at === "reading") this.reading = message.name;
    if (message.at === "answer" && message.id === this.number) this.take(message);
    if (message.at === "failed") this.end(new Error(message.what));
  },

  /** Take the answer, and the files that came with it. @param {{told: string, paths: string[], files: {path: string, data: Uint8Array<ArrayBuffer>}[]}} message */
  take({ told, paths, files: fresh }) {
    for (const { path, data } of fresh) {
      files.set(path, data);
      this.held.set(path, data);
    }
    for (const [path, data] of [...files]) {
      const was = this.held.get(path) === data; // what came while it was asked is not known to it, and stays
      if (was && !paths.includes(path)) files.delete(path);
    }
    const { done } = this;
    this.rest();
    done?.(JSON.parse(told));
  },

  get busy() {
    return this.pending > 0;
  },

  /** Ask the builder, after all that was asked before. @param {object} request @param {(number: number, doing: string) => void} [step] @returns {Promise<Answer>} */
  ask(request, step = () => {}) {
    this.pending += 1;
    const answer = this.queue.then(() => this.askNow(request, step));
    this.queue = answer
      .catch(() => {})
      .then(() => {
        this.pending -= 1;
        this.whenFree();
      });
    return answer;
  },

  /** What the worker holds is brought up to date first. @param {object} request @param {(number: number, doing: string) => void} step @returns {Promise<Answer>} */
  async askNow(request, step) {
    if (this.broken) throw new Error("unstarted");
    if (!this.ready) await new Promise((go, stop) => this.waiting.push({ go: () => go(null), stop }));
    const fresh = [...files].filter(([path, data]) => this.held.get(path) !== data);
    const kept = [...files.keys()].filter((path) => this.held.get(path) === files.get(path));
    this.worker?.postMessage({
      do: "hold",
      files: fresh.map(([path, data]) => ({ path, data: data.slice().buffer })),
      kept,
    });
    this.held = new Map(files);
    this.number += 1;
    this.reading = "";
    this.step = step;
    this.worker?.postMessage({ do: "ask", id: this.number, request: JSON.stringify(request) });
    return new Promise((done, ended) => {
      this.done = done;
      this.ended = ended;
      this.guard();
    });
  },

  /** End what is being done, with the worker, and start another. A worker that is still starting goes on. @param {Error} why */
  end(why) {
    const { ended, ready } = this;
    const waiting = this.waiting.splice(0);
    if (!ready && why instanceof Ended) {
      for (const { stop } of waiting) stop(why);
      return;
    }
    this.worker?.terminate();
    this.rest();
    if (!ready) {
      this.broken = true;
      one("engine").textContent =
        `The report builder cannot start in this browser (${why.message}). Use a current Edge, Chrome or Firefox.`;
      for (const { stop } of waiting) stop(new Error("unstarted"));
      return;
    }
    this.start();
    ended?.(why);
  },

  /** Watch for a workbook or a step that never ends. */
  guard() {
    clearTimeout(this.watch);
    if (this.done && this.ready) this.watch = setTimeout(() => this.end(new Error("silent")), this.silentMs);
  },

  rest() {
    clearTimeout(this.watch);
    this.done = this.ended = null;
  },
};

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const native = /** @type {any} */ (Uint8Array).fromBase64;
  return native ? native(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The installed program that serves this page: the returns are in its folder, and what is made is in its output. */
const program = {
  /** What tells whether a file has changed, by path. @type {Record<string, string>} */ stamps: {},

  /** What ends the request that is asked now. @type {AbortController | null} */ asked: null,
  /** The name of that request. */ id: "",

  /** Send something to the program. Whether it is there, and knows this page, is said. @param {string} path @param {string} content @param {RequestInit} [more] */
  async post(path, content, more = {}) {
    const token = new URL(document.URL).hash.slice(1);
    const headers = { "X-Board-Report": token, "X-Request": this.id };
    const reply = await fetch(path, { method: "POST", headers, body: content, ...more }).catch(() => null);
    if (!reply || reply.status === 403) {
      one("engine").textContent = "The report builder cannot be reached from this page.";
      throw new Error(reply ? "refused" : "gone");
    }
    one("engine").textContent = "The report builder is ready.";
    return reply;
  },

  start() {
    builder.ready = true;
    one("engine").textContent = "The report builder is ready.";
    builder.whenFree();
  },

  /** @param {object} request @param {(number: number, doing: string) => void} step @returns {Promise<Answer>} */
  async askNow(request, step) {
    /** @type {Answer | null} */ let answer = null;
    /** @type {Record<string, string>} */ let held = {};
    this.id = crypto.randomUUID();
    this.asked = new AbortController();
    const ended = new Promise((_, reject) => (builder.ended = reject));
    const { signal } = this.asked;
    const reply = await Promise.race([this.post("/ask", JSON.stringify(request), { signal }), ended]);
    const reader = /** @type {Response} */ (reply).body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; reader;) {
      const read = reader.read().catch(() => Promise.reject(new Error("gone")));
      const { value, done } = /** @type {any} */ (await Promise.race([read, ended]));
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines.map((text) => JSON.parse(text))) {
        if (line.number) step(line.number, line.doing);
        if (line.told) answer = line.told;
        if (line.held) held = line.held;
      }
    }
    if (!answer) throw new Error("ended");
    await this.bring(held);
    return answer;
  },

  /** Bring the page's files up to date with the folders. @param {Record<string, string>} held */
  async bring(held) {
    for (const path of [...files.keys()]) if (!(path in held)) files.delete(path);
    for (const [path, stamp] of Object.entries(held)) {
      if (this.stamps[path] === stamp && files.has(path)) continue;
      const reply = await this.post("/file", path);
      if (reply.ok) files.set(path, new Uint8Array(await reply.arrayBuffer()));
    }
    this.stamps = held;
  },

  /** End what this page asks for; what another asks for goes on. @param {Error} why */
  end(why) {
    builder.ended?.(why);
    builder.rest();
    this.post("/stop", this.id).catch(() => {});
    this.asked?.abort();
  },
};

if (given.served) {
  builder.start = () => program.start();
  builder.askNow = (request, step) => program.askNow(request, step);
  builder.end = (why) => program.end(why);
}
