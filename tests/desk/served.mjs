// Walks through the page as the installed program serves it: what is built stands in the real output folder.
//   node served.mjs PYTHON CASES BROWSER...
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { filesIn, launched, program, sha256 } from "./browser.mjs";

const [python, cases, ...browsers] = process.argv.slice(2);
const project = resolve(import.meta.dirname, "../..");
let failed = 0;

/** Start `boardreport desk` for a folder, and give the address that it prints. */
async function started(returns, output) {
  const env = { ...process.env, PYTHONPATH: project };
  const desk = spawn(python, ["-m", "report", "desk", returns, "--output", output], { cwd: project, env });
  const line = await new Promise((done) => desk.stdout.once("data", (data) => done(String(data))));
  return { desk, address: /http:\S+/.exec(line)[0] };
}

/** What one tab stops is its own: another goes on, and what was stopped is never done. */
async function apart(first, open, address, output) {
  const second = await open(address);
  await second.until("#status", /Ready to build/);
  const before = filesIn(output).length;
  await first.page.bringToFront();
  await first.page.evaluate(() => document.getElementById("build").click());
  await first.page.waitForFunction(() => /^Step/.test(document.getElementById("status").textContent), { polling: 20 });
  await second.page.evaluate(() => {
    document.querySelector("[name=edition][value=standard]").click();
    document.querySelector("[name=edition][value=large]").checked = true;
    document.getElementById("layout").value = "young_people";
    document.getElementById("build").click();
  });
  await new Promise((go) => setTimeout(go, 300));
  await second.page.evaluate(() => document.getElementById("cancel").click());
  assert.match(await second.text("#status"), /Stopped/);
  assert.match(await first.until("#status", /^Done|No report/), /^Done/);
  assert.equal(await first.text("#trouble"), "");
  await first.page.evaluate(() => look()); // comes after whatever is still done
  await first.until("#status", /Ready to build/);
  assert.equal(filesIn(output).length, before, filesIn(output).join(" "));
  await second.page.close();
}

/** A page whose address is not whole is told so, and does not say that it is ready. */
async function unknown(open, address) {
  const page = await open(address.slice(0, -3));
  assert.match(await page.until("#stopped", /./), /Open the whole address that “boardreport desk” printed/);
  assert.match(await page.text("#engine"), /cannot be reached/);
  assert.deepEqual(await page.faults(), []);
  await page.page.close();
}

/** What cannot be written to, and a program that has ended, are told in true words. */
async function outOfReach(open, home, returns) {
  const shut = join(home, "shut");
  writeFileSync(shut, "a file");
  const { desk, address } = await started(returns, shut);
  const page = await open(address);
  assert.match(await page.until("#stopped", /./), /this folder cannot be written to\. Ask its owner/);
  assert.equal(await page.page.$eval("#drop", (box) => box.checkVisibility()), false);
  const gone = new Promise((done) => desk.once("exit", done));
  desk.kill("SIGINT");
  await gone;
  await page.page.click("#look");
  assert.match(await page.until("#stopped", /has ended/), /Start “boardreport desk” again/);
  assert.match(await page.text("#engine"), /cannot be reached/);
  await page.page.close();
}

for (const name of browsers.filter((one) => program(one))) {
  const home = mkdtempSync(join(tmpdir(), "desk-"));
  const [returns, output] = [join(home, "returns"), join(home, "output")];
  cpSync(join(cases, "sample", "returns"), returns, { recursive: true });
  const { desk, address } = await started(returns, output);
  const { browser, open } = await launched(name);
  try {
    const page = await open(address);
    await page.until("#status", /Ready to build/);
    assert.deepEqual(await page.faults(), []);
    await page.page.click("[name=edition][value=large]");
    await page.build();
    const expected = filesIn(join(cases, "sample", "output"));
    for (const path of expected) {
      assert.equal(
        sha256(readFileSync(join(output, path))),
        sha256(readFileSync(join(cases, "sample", "output", path))),
        `${path} differs`,
      );
    }
    await page.page.click("#settings > summary");
    await page.page.$eval("#set-agenda_item", (input) => (input.value = "12"));
    await page.page.click("#settings-form button");
    await page.until("#status", /Ready to build/);
    assert.match(readFileSync(join(returns, "report.toml"), "utf8"), /agenda_item = "12"/);
    await page.page.click("#build");
    await page.page.waitForFunction(() => /^Step/.test(document.getElementById("status").textContent), { polling: 20 });
    await page.page.click("#cancel");
    assert.match(await page.text("#status"), /Stopped/);
    await page.build();
    assert.match(await page.text("#status"), /^Done/);
    await apart(page, open, address, output);
    await unknown(open, address);
    const own = new URL(address).origin;
    assert.deepEqual(
      page.sent.filter((url) => !url.startsWith(`${own}/`)),
      [],
    );
    assert.deepEqual(page.troubles, []);
    await outOfReach(open, home, returns);
    console.log(`  ok  ${name}: the served page builds into the real output folder, byte for byte`);
  } catch (trouble) {
    failed += 1;
    console.error(`  NOT ${name}, served: ${String(trouble.stack ?? trouble).slice(0, 1500)}`);
  }
  await browser.close();
  desk.kill("SIGINT");
}
process.exit(failed ? 1 : 0);
