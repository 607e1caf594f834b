// Walks through the one-file edition as an officer would, in each browser, and holds what it makes against what the
// command line made of the same returns.
//   node walk.mjs FILE CASES BROWSER... [--shots FOLDER] [--only WORDS-OF-A-TITLE] [--quick]
import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { arriving } from "./arriving.mjs";
import { filling } from "./filling.mjs";
import { filesIn, launched, program, sha256 } from "./browser.mjs";

const asked = process.argv.slice(2);
const option = (name) => (asked.includes(name) ? asked.splice(asked.indexOf(name), 2)[1] : "");
const shots = option("--shots");
const only = option("--only");
const quick = asked.includes("--quick");
// What takes long and differs from other steps in how much is built, and not in how.
const LONG = "every layout, and the worst case of an exempt report, are those of the command line";
const [file, cases, ...browsers] = asked.filter((word) => word !== "--quick");
const address = pathToFileURL(resolve(file)).href;
const inCase = (name, ...rest) => join(cases, name, ...rest);

// What can be used, by the roles that a browser gives a screen reader.
const USED = new Set("button link textbox combobox checkbox radio spinbutton DisclosureTriangle Iframe".split(" "));

/** Hold the files of a build against those that the command line wrote. */
async function holdAgainst(desk, name) {
  const made = await desk.made();
  const expected = filesIn(inCase(name, "output"));
  assert.ok(expected.length, `no output of the command line for ${name}`);
  for (const path of expected) {
    assert.equal(made[path], sha256(readFileSync(inCase(name, "output", path))), `${name}: ${path} differs`);
  }
}

// What reads a workbook of such a name falls into an endless loop, takes memory without end, or kills the interpreter.
const TRAP = `
{
  const usual = onmessage;
  onmessage = async (message) => {
    await usual(message);
    if (message.data.do === "start") python.runPython(\`
import os, sys

def fall(event, arguments):
    name = str(arguments[0]) if event == "open" else ""
    if name.endswith("hangs.xlsx"):
        while True:
            pass
    if name.endswith("swells.xlsx"):
        held = []
        while True:
            held.append(bytearray(1 << 26))
    if name.endswith("crashes.xlsx"):
        os.abort()

sys.addaudithook(fall)\`);
  };
}`;
const TRAPPED = {
  "hangs.xlsx": /^hangs\.xlsx: .*gave no sign/,
  "swells.xlsx": /^swells\.xlsx: .*more memory/,
  "crashes.xlsx": /^crashes\.xlsx: .*sudden end/,
};

const steps = {
  async "the page starts, and says what it does with the returns"({ desk }) {
    assert.match(await desk.ready(), /is ready/);
    assert.match(await desk.text("#promise"), /sends nothing/);
    await sound(desk, "start");
  },

  async "the sample is one click away, says that it is one, and gives the report of the command line"({ desk }) {
    await desk.page.click("#sample");
    await desk.until("#status", /Ready to build/);
    assert.match(await desk.text("#notice"), /sample: not real children/);
    assert.equal((await desk.page.$$("#rows tr")).length, 9);
    assert.match(await desk.text("#found"), /VS_PEP\+schools_return_2023-24\.xlsx › PEPs and schools › W8/);
    await sound(desk, "looked-at");
    await picture(desk, "guide-returns", "[aria-labelledby=h-returns]");
    await picture(desk, "guide-about", "[aria-labelledby=h-about]");
    await desk.page.click("[name=edition][value=large]");
    await desk.build();
    assert.match(await desk.text("#status"), /Done: corporate-parenting-2023-12\.pdf, 16 pages/);
    await holdAgainst(desk, "sample");
    await seen(desk, "corporate-parenting-2023-12.pdf");
    assert.equal(await desk.page.evaluate(() => document.activeElement?.id), "h-result");
    await sound(desk, "built");
    await picture(desk, "guide-result", "#result");
  },

  async "the numbers of a page are traced to their cells"({ desk }) {
    await desk.page.$eval("#page", (input) => (input.value = "2"));
    await desk.page.click("#ledger-form button");
    await desk.until("#ledger-state", /Page 2: \d+ rows/);
    assert.match(await desk.text("#ledger"), /CIC headline Dec 23\.xlsx/);
    await sound(desk, "ledger");
  },

  async "everything is saved as one zip that others can open"({ desk }) {
    const packed = await desk.page.evaluate(async () => {
      const zip = await zipped([...outputs(), ...ownFiles()], new Date());
      return Array.from(zip, (byte) => String.fromCharCode(byte)).join("");
    });
    const path = join(mkdtempSync(join(tmpdir(), "desk-")), "all.zip");
    writeFileSync(path, Buffer.from(packed, "latin1"));
    const listed = execFileSync("python3", ["-m", "zipfile", "-l", path]).toString();
    execFileSync("python3", ["-m", "zipfile", "-t", path]);
    for (const name of filesIn(inCase("sample", "output"))) assert.ok(listed.includes(name.slice(0, 40)), name);
  },

  async "the report is issued, verified, and blank returns are made"({ desk }) {
    await desk.page.click("#issue");
    await desk.until("#more-told", /seal/);
    assert.match(await desk.text("#more-told"), /issued, with \d+ figures/);
    await desk.page.click("#verify");
    await desk.until("#more-told", /2023-12/);
    assert.doesNotMatch(await desk.text("#more-told"), /is not the file/);
    await desk.page.click("#blank");
    await desk.until("#more-told", /blank returns? for January 2024/);
    await sound(desk, "afterwards");
  },

  async "small numbers are hidden in the same cells, by the solver in the page"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("small", "returns"));
    await desk.page.click("[name=edition][value=large]");
    await desk.build();
    await holdAgainst(desk, "small");
    assert.match(await desk.text("#lines"), /nothing hidden can be worked out/);
  },

  async "a list of children is counted as on the command line"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("list", "returns"));
    await desk.build();
    await holdAgainst(desk, "list");
  },

  async "records of children are counted as on the command line, and the page says what they are"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("records", "returns"));
    assert.match(await desk.text("#rows"), /ssd_cla_episodes\.csv[^]*a list of children, which is counted here/);
    await desk.build();
    await holdAgainst(desk, "records");
  },

  async [LONG]({ desk }) {
    await desk.clear();
    await desk.choose(inCase("layouts", "returns"));
    for (const layout of ["corporate_parenting_full", "young_people"]) {
      await desk.pick("layout", layout);
      await desk.build();
    }
    await holdAgainst(desk, "layouts");
    await desk.clear();
    await desk.choose(inCase("worst", "returns"));
    await desk.pick("layout", "corporate_parenting_full");
    await desk.pick("audience", "exempt");
    await desk.build();
    await holdAgainst(desk, "worst");
    await desk.pick("audience", "");
    await desk.pick("layout", "");
  },

  async "a planted fault is told with its cell, mended, and the report is that of the command line"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("must-fix", "returns"));
    assert.match(await desk.text("#found"), /Health CiC return Dec-23 FINAL\.xlsx › IHA › C26/);
    assert.match(await desk.text("#stopped"), /must be fixed first/);
    assert.match(await desk.text("#found"), /build again/);
    assert.doesNotMatch(await desk.text("#found"), /run again/);
    assert.match(await desk.text("#stopped"), /\(checked\)\.xlsx/);
    assert.equal(await desk.page.$eval("#build", (button) => button.getAttribute("aria-disabled")), "true");
    await sound(desk, "must-fix");
    await desk.page.click("#build");
    assert.match(await desk.text("#status"), /cannot be built from these returns yet/);
    await desk.choose(inCase("sample", "returns"), (name) => name.startsWith("Health"));
    assert.match(await desk.text("#notice"), /Replaced: Health/);
    await desk.build();
    const made = await desk.made();
    const pdf = "corporate-parenting-2023-12.pdf";
    assert.equal(made[pdf], sha256(readFileSync(inCase("sample", "output", pdf))));
  },

  async "a workbook that hangs, swells or crashes the interpreter is named, and a fresh builder goes on"({ fresh }) {
    const desk = await fresh();
    await desk.ready();
    await desk.page.evaluate((trap) => {
      given.worker += trap;
      builder.end(new Ended()); // the next builder, and each after it, falls into the traps
    }, TRAP);
    await desk.ready();
    await desk.choose(inCase("sample", "returns"));
    for (const [name, told] of Object.entries(TRAPPED)) {
      await desk.page.evaluate(() => (builder.silentMs = 10_000)); // in a test nobody waits two minutes
      await desk.page.evaluate(
        (called) => take([{ path: called, file: new File([files.get("returns/CIC headline Dec 23.xlsx")], called) }]),
        name,
      );
      await desk.until("#notice", /added/);
      await desk.until("#engine", /is ready/);
      const words = (await desk.text("#stopped")) + (await desk.text("#found"));
      assert.match(words, told, `${name}: ${words}`);
      await sound(desk, `trapped-${name.slice(0, 5)}`);
      await desk.page.evaluate((called) => document.querySelector(`[data-name="${called}"]`).click(), name);
      await desk.until("#status", /Ready to build/);
    }
    await desk.page.evaluate(() => (builder.silentMs = 120_000));
    await desk.page.click("[name=edition][value=large]");
    await desk.build();
    await holdAgainst(desk, "sample");
    await quiet(desk);
    await desk.page.close();
  },

  async "in forced colours every state can still be told, and nothing moves where motion is not wanted"({ desk }) {
    if (desk.browser !== "chromium") return; // no other browser can be asked for it from outside
    const session = await desk.page.createCDPSession();
    const features = [
      { name: "forced-colors", value: "active" },
      { name: "prefers-reduced-motion", value: "reduce" },
    ];
    await session.send("Emulation.setEmulatedMedia", { features });
    await desk.page.focus("#build");
    const seen = await desk.page.evaluate(() => {
      const looks = (selector) => [...document.querySelectorAll(selector)].map((at) => getComputedStyle(at));
      return {
        moving: looks("*").filter(
          (look) => parseFloat(look.transitionDuration) || (look.animationName !== "none" && look.animationName),
        ).length,
        bare: looks(".button, .plain, .mark, .drop, .alert, select, input:not([type=file], [type=checkbox])").filter(
          (look) => look.display !== "none" && look.borderTopStyle === "none" && look.textDecorationLine === "none",
        ).length,
        ring: getComputedStyle(document.activeElement).outlineStyle,
        spared: looks("*").filter((look) => look.forcedColorAdjust === "none").length,
      };
    });
    assert.deepEqual(seen, { moving: 0, bare: 0, ring: "solid", spared: 0 });
    await sound(desk, "forced-colours");
    await session.send("Emulation.setEmulatedMedia", { features: [] });
  },

  async "the keyboard alone builds a report"({ fresh }) {
    const desk = await fresh();
    await desk.ready();
    await desk.page.focus("#folder");
    await desk.press("Tab", "Enter");
    await desk.until("#status", /Ready to build/);
    const order = [];
    for (let tab = 0; tab < 60; tab += 1) {
      await desk.press("Tab");
      const here = await desk.page.evaluate(() => {
        const at = document.activeElement;
        const ring = at && getComputedStyle(at.closest(".button") ?? at).outlineStyle;
        return { id: at?.id, ring: ring !== "none" };
      });
      assert.ok(here.ring, `no ring round ${here.id || `stop ${tab}`}`);
      order.push(here.id);
      if (here.id === "build") break;
    }
    assert.ok(
      ["period", "layout", "audience", "build"].every((id) => order.includes(id)),
      order.join(" "),
    );
    await desk.press("Enter");
    await desk.until("#status", /^Done/);
    await quiet(desk);
    await desk.page.close();
  },

  async "a screen reader has a name for whatever can be used, and tells what happens as it happens"({ fresh }) {
    const desk = await fresh();
    await desk.ready();
    await desk.page.evaluate(() => {
      globalThis.heard = [];
      for (const region of document.querySelectorAll("[role=status], [role=alert]")) {
        if (!region.checkVisibility()) continue; // what is not shown is no region yet, and its first words are lost
        new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, subtree: true });
      }
    });
    await desk.choose(inCase("must-fix", "returns"));
    await desk.choose(inCase("sample", "returns"), (name) => name.startsWith("Health"));
    await desk.build();
    const heard = await desk.page.evaluate(() => heard.filter(Boolean));
    const told = [/^10 files added/, /1 thing must be fixed/, /^Replaced: Health/, /^Ready to build/];
    let at = 0;
    for (const words of [...told, /^Step 1 of 4/, /^Step 4 of 4/, /^Done: .* pages/]) {
      const next = heard.findIndex((one, place) => place >= at && words.test(one));
      assert.ok(next >= 0, `${words} was not told: ${heard.join(" | ")}`);
      at = next + 1;
    }
    if (desk.browser === "chromium") await named(desk); // the other browser's driver does not show the tree
    await desk.page.close();
  },
};

/** Whether a state of the page has a name for each thing that can be used, as a screen reader has it. */
async function named(desk) {
  const nameless = [];
  const look = (node) => {
    if (USED.has(node.role) && !node.name) nameless.push(`${node.role} ${node.description ?? ""}`);
    for (const child of node.children ?? []) look(child);
  };
  look(await desk.page.accessibility.snapshot());
  assert.deepEqual(nameless, []);
}

/** A state of the page: nothing wrong that axe-core knows, and a picture for whoever wants to look. */
async function sound(desk, name) {
  await desk.shot(shots, name);
  assert.deepEqual(await desk.faults(), [], `axe-core, ${name}`);
}

/** The frame that shows a report holds its very bytes, and so does the link that saves it. */
async function seen(desk, name) {
  const [shown, saved] = await desk.page.evaluate(async (called) => {
    const link = [...document.querySelectorAll("#outputs a")].find((one) => one.textContent === called);
    const shownAt = navigator.pdfViewerEnabled ? document.querySelector("#view iframe").src : link.href;
    const sums = [];
    for (const at of [shownAt.split("#")[0], link.href]) {
      const known = [...files.values()].find((data) => addresses.get(data) === at);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", known));
      sums.push([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
    if (link.download !== called) throw new Error(`saved as ${link.download}`);
    if (!navigator.pdfViewerEnabled && !/save the report/.test(document.querySelector("#view").textContent)) {
      throw new Error("no words in the place of the report");
    }
    return sums;
  }, name);
  const expected = sha256(readFileSync(inCase("sample", "output", name)));
  assert.deepEqual([shown, saved], [expected, expected]);
}

/** A picture for the guide, where pictures are asked for: of one section, or of its upper part. */
async function picture(desk, name, selector) {
  if (!shots || desk.browser !== "chromium") return;
  await desk.page.setViewport({ width: 960, height: 900 });
  await desk.page.bringToFront();
  const { width, height } = await (await desk.page.$(selector)).boundingBox();
  const clip = { x: 0, y: 0, width, height: Math.min(height, 1000) };
  await (await desk.page.$(selector)).screenshot({ path: join(shots, `${name}.png`), clip });
  await desk.page.setViewport({ width: 1100, height: 900 });
}

/** Nothing was sent, and no script failed. */
async function quiet(desk) {
  assert.deepEqual(
    desk.sent.filter((url) => url !== address),
    [],
  );
  assert.deepEqual(desk.troubles, []);
}

const tools = { inCase, sound, quiet };
const every = { ...steps, ...arriving(tools), ...filling(tools) };

let failed = 0;
for (const name of browsers) {
  if (!program(name)) {
    console.error(`walk: ${name} is not installed, so nothing was tried in it.`);
    failed += 1;
    continue;
  }
  const { browser, open } = await launched(name);
  console.log(`${name}: ${await browser.version()}`);
  const desk = await open(address);
  const began = Date.now();
  for (const [title, step] of Object.entries(every).filter(
    ([words]) => words.includes(only) && !(quick && words === LONG),
  )) {
    const start = Date.now();
    try {
      await step({ desk, fresh: () => open(address) });
      console.log(`  ok  ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (trouble) {
      failed += 1;
      console.error(`  NOT ${title}: ${String(trouble.stack ?? trouble).slice(0, 1500)}`);
      await desk.shot(shots, `failed-${failed}`).catch(() => {});
    }
  }
  try {
    await quiet(desk);
    console.log(`  ok  nothing was sent (${((Date.now() - began) / 1000).toFixed(0)} s in all)`);
  } catch (trouble) {
    failed += 1;
    console.error(`  NOT quiet: ${trouble.message}`);
  }
  await browser.close();
}
process.exit(failed ? 1 : 0);
