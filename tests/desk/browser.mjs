// A browser with the page in it: opened, asked, looked at. What the page would send is written down.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import puppeteer from "puppeteer-core";

const PROGRAMS = {
  chromium: [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 120_000);
// Pyodide tries whether scripts can be imported from such an address, which the policy refuses, and goes on without.
const TRIED = /data:text\/javascript,/;
const INSIDE = /^(blob|data|chrome|chrome-extension|resource|moz-extension|about):/;

/** The program of a browser, or undefined where it is not installed. */
export const program = (name) => PROGRAMS[name].find((path) => path && existsSync(path));
export const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** Every file under a folder, by its path in it. */
export function filesIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  const paths = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return paths.filter((path) => !/(^|\/)\.[^/]+$/.test(path)).map((path) => relative(folder, path));
}

/** Open a browser; `open(address)` gives a page in it. */
export async function launched(name) {
  const browser = await puppeteer.launch({
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath: program(name),
    headless: true,
    args: name === "chromium" ? ["--no-sandbox", "--disable-gpu"] : [],
    protocolTimeout: PATIENCE_MS,
    defaultViewport: { width: 1100, height: 900 },
  });
  return { name, browser, open: (address) => opened(browser, name, address) };
}

async function opened(browser, name, address) {
  const page = await browser.newPage();
  const sent = [];
  const troubles = [];
  page.on("request", (request) => INSIDE.test(request.url()) || sent.push(request.url()));
  const note = (words) => TRIED.test(words) || troubles.push(words.slice(0, 500));
  page.on("pageerror", (trouble) => note(String(trouble.stack ?? trouble)));
  page.on("console", (message) => /Content.Security.Policy|Refused/i.test(message.text()) && note(message.text()));
  await page.goto(address, { waitUntil: "domcontentloaded", timeout: PATIENCE_MS });
  return new Desk(page, name, sent, troubles);
}

/** The page, by what an officer does with it. */
class Desk {
  constructor(page, browser, sent, troubles) {
    Object.assign(this, { page, browser, sent, troubles });
  }

  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent);
  }

  /** Wait until the builder has nothing to do, and the words of an element are as asked for. */
  async until(selector, pattern) {
    await this.page.waitForFunction(
      (where, source, flags) =>
        !builder.busy && !looking && new RegExp(source, flags).test(document.querySelector(where)?.textContent ?? ""),
      { timeout: PATIENCE_MS, polling: 100 },
      selector,
      pattern.source,
      pattern.flags,
    );
    return this.text(selector);
  }

  ready() {
    return this.until("#engine", /ready|cannot/);
  }

  /** Choose every file of a folder, as if they had been picked by hand. */
  async choose(folder, only = () => true) {
    const paths = filesIn(folder)
      .filter(only)
      .map((name) => resolve(folder, name));
    await this.page.evaluate(() => notice(""));
    await (await this.page.$("#files")).uploadFile(...paths);
    await this.until("#notice", /./);
    await this.until("#status", /Ready to build|cannot be built/);
  }

  /** Really drop a file or a folder, as the system does. */
  async drop(path) {
    await this.page.bringToFront();
    await this.page.evaluate(() => window.scrollTo(0, 0));
    const session = await this.page.createCDPSession();
    const box = await (await this.page.$("#drop")).boundingBox();
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, x: box.x + 20, y: box.y + 15, data });
    }
    await session.detach();
  }

  /** Drop a file or a folder as the entries that a browser without handles gives. */
  dropAsEntries(path) {
    const read = (at) =>
      statSync(at).isDirectory()
        ? { name: basename(at), held: readdirSync(at).map((name) => read(join(at, name))) }
        : { name: basename(at), base64: readFileSync(at).toString("base64") };
    return this.page.evaluate((tree) => {
      const entry = ({ name, held, base64 }) => {
        if (!held) {
          return { name, isDirectory: false, file: (done) => done(new File([bytesOf(base64)], name)) };
        }
        const parts = [held.slice(0, 3), held.slice(3), []].filter((part, at) => part.length || at === 2);
        return {
          name,
          isDirectory: true,
          createReader: () => ({ readEntries: (done) => done(parts.shift().map(entry)) }),
        };
      };
      const it = entry(tree);
      const file = tree.base64 ? new File([bytesOf(tree.base64)], tree.name) : null;
      return takeDropped({
        dataTransfer: { items: [{ kind: "file", webkitGetAsEntry: () => it, getAsFile: () => file }] },
      });
    }, read(path));
  }

  /** Choose from one of the lists, and wait until the returns were looked at again. */
  async pick(list, value) {
    await this.page.select(`#${list}`, value);
    await this.until("#status", /Ready to build|cannot be built/);
  }

  async clear() {
    await this.page.evaluate(() => {
      files.clear();
      putAway();
      unsaved = false;
      changed = false;
    });
  }

  async build() {
    await this.page.click("#build");
    await this.until("#status", /^Done|No report was written/);
  }

  /** The SHA-256 of every file that was made, by its path in the output. */
  made() {
    return this.page.evaluate(async () => {
      const sums = {};
      for (const [name, data] of outputs()) {
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
        sums[name] = [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      }
      return sums;
    });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What axe-core finds wrong with the page as it stands. */
  async faults() {
    const axe = new URL("./node_modules/axe-core/axe.min.js", import.meta.url);
    await this.page.evaluate(`${readFileSync(axe, "utf8")};void 0`);
    const found = await this.page.evaluate(() => axe.run(document, { iframes: false }));
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }

  async shot(folder, name) {
    if (!folder) return;
    await this.page.bringToFront();
    await this.page.screenshot({ path: join(folder, `${this.browser}-${name}.png`), fullPage: true });
  }
}
