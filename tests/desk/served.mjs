// Walks through the page as the installed program serves it: what is built stands in the real output folder.
//   node served.mjs PYTHON CASES BROWSER...
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
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
    const own = new URL(address).origin;
    assert.deepEqual(
      page.sent.filter((url) => !url.startsWith(`${own}/`)),
      [],
    );
    assert.deepEqual(page.troubles, []);
    console.log(`  ok  ${name}: the served page builds into the real output folder, byte for byte`);
  } catch (trouble) {
    failed += 1;
    console.error(`  NOT ${name}, served: ${String(trouble.stack ?? trouble).slice(0, 1500)}`);
  }
  await browser.close();
  desk.kill("SIGINT");
}
process.exit(failed ? 1 : 0);
