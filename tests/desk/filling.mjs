// Steps of the walk-through about what the officer fills in, asks for and stops, and about what is kept apart.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const PDF = "corporate-parenting-2023-12.pdf";

const focused = (desk) => desk.page.evaluate(() => document.activeElement?.id);
const toml = (desk) => desk.page.evaluate(() => new TextDecoder().decode(files.get("returns/report.toml")));

/** Fill in a field of the form, as by hand. */
async function fill(desk, key, value) {
  await desk.page.evaluate(
    (name, words) => {
      const input = document.getElementById(`set-${name}`);
      input.value = words;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    key,
    value,
  );
}

export const filling = ({ inCase, sound, quiet }) => ({
  async "report.toml is filled in on the page, and used"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("sample", "returns"));
    await desk.page.click("#settings > summary");
    await desk.page.$eval("#set-council", (input) => (input.value = ""));
    await desk.page.type("#set-council", "Luton");
    await desk.page.$eval("#set-council", (input) => input.dispatchEvent(new Event("change", { bubbles: true })));
    assert.equal(await desk.page.$eval("#set-authority", (input) => input.value), "E06000032");
    await sound(desk, "settings");
    await desk.page.click("#settings-form button");
    await desk.until("#settings-state", /Luton/);
    const written = await desk.page.evaluate(() => new TextDecoder().decode(files.get("returns/report.toml")));
    assert.match(written, /council = "Luton"/);
    assert.match(written, /\[\[method_changes\]\]/);
    await desk.page.click("#settings > summary");
  },

  async "a question about a return is answered on the page"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("question", "returns"));
    await desk.until("#questions-state", /not read/);
    await desk.page.click("#questions > summary");
    await sound(desk, "questions");
    const answered = await desk.page.evaluate(() => {
      const box = [...document.querySelectorAll(".question")].find((one) => one.textContent?.includes("new starters"));
      const select = box?.querySelector("select");
      const use = [...(select?.options ?? [])].find((option) => option.value.includes("having come alone"));
      if (select && use) select.value = use.value;
      return Boolean(use);
    });
    assert.ok(answered);
    await desk.page.click("#questions-form button[type=submit]");
    await desk.until("#notice", /answers are used/);
    assert.ok(await desk.page.evaluate(() => files.has("returns/reading.xlsx")));
    assert.match(await desk.text("#questions-state"), /1 row not read/);
    await desk.page.click("#questions > summary");
  },

  async "Cancel ends a build at once, and the builder is ready again"({ desk }) {
    await desk.page.evaluate(() => document.getElementById("build")?.click());
    await desk.page.waitForFunction(() => /^Step [1-4]/.test(document.getElementById("status")?.textContent ?? ""), {
      polling: 20,
    });
    const before = Date.now();
    await desk.page.click("#cancel");
    assert.match(await desk.text("#status"), /Stopped/);
    const stopped = Date.now() - before;
    await desk.until("#engine", /is ready/);
    console.log(`      stopped after ${stopped} ms, ready again after ${Date.now() - before} ms`);
    await desk.build();
    assert.match(await desk.text("#status"), /Done/);
  },

  async "nothing is kept unless it is asked for, then it is here again, and Forget deletes it"({ desk, fresh }) {
    const stores = (one) => one.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.deepEqual(await stores(desk), []);
    const first = await fresh();
    await first.ready();
    await first.choose(inCase("sample", "returns"));
    await first.page.click("#keep");
    await first.until("#keep-state", /keeps report\.toml/);
    await sound(first, "kept");
    await first.page.close();
    const second = await fresh();
    await second.until("#notice", /Here again, as this browser kept them: report\.toml/);
    await second.ready();
    await second.until("#settings-state", /Committee|Panel|Board/i);
    const here = await second.page.evaluate(() => [...files].map(([path, data]) => [path, [...data]]));
    assert.deepEqual(here, [["returns/report.toml", [...readFileSync(inCase("sample", "returns", "report.toml"))]]]);
    await second.page.click("#forget");
    await second.until("#keep-state", /Forgotten/);
    assert.deepEqual(await stores(second), []);
    await second.page.close();
    const third = await fresh();
    await third.ready();
    assert.equal(await third.page.evaluate(() => files.size), 0);
    await quiet(third);
    await third.page.close();
  },

  async "Cancel while the builder is starting ends what was asked, and the builder starts all the same"({ fresh }) {
    const desk = await fresh();
    await desk.page.click("#sample");
    await desk.page.evaluate(() => document.getElementById("cancel").click());
    assert.match(await desk.text("#status"), /Stopped/);
    assert.match(await desk.ready(), /is ready/);
    await desk.page.click("#sample");
    await desk.until("#status", /Ready to build/);
    await desk.page.evaluate(() => document.getElementById("build").click());
    await desk.page.waitForFunction(() => /^Step/.test(document.getElementById("status").textContent), { polling: 20 });
    await desk.page.click("#cancel");
    await desk.page.evaluate(() => {
      look(); // while the next builder is starting
      document.getElementById("cancel").click();
    });
    assert.match(await desk.ready(), /is ready/);
    await desk.page.evaluate(() => {
      look();
      document.getElementById("cancel").focus(); // it goes away when the returns have been looked at
    });
    await desk.until("#status", /Ready to build/);
    assert.equal(await focused(desk), "build");
    await desk.build();
    assert.match(await desk.text("#status"), /^Done/);
    await quiet(desk);
    await desk.page.close();
  },

  async "a report can be issued as soon as it is built, but not once something is changed"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("sample", "returns"));
    await desk.build();
    await desk.page.waitForFunction(() => document.getElementById("issue").getAttribute("aria-disabled") === "false");
    await desk.pick("audience", "public");
    assert.equal(await desk.page.$eval("#result", (part) => part.hidden), false);
    assert.match(await desk.text("#stale"), /of what was here before/);
    assert.equal(await desk.page.$eval("#issue", (button) => button.getAttribute("aria-disabled")), "true");
    await sound(desk, "stale");
    await desk.pick("audience", "");
    await desk.build();
    await desk.page.click("#issue");
    await desk.until("#more-told", /issued, with \d+ figures/);
  },

  async "what is filled in and not yet used is used by Build, or refused in the words of the form"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("sample", "returns"));
    await desk.page.$eval("#settings", (part) => (part.open = true));
    const councils = await desk.page.$$eval("#councils option", (all) => all.map(({ value }) => value));
    assert.ok(councils.length > 150 && councils.includes("Dudley") && councils.includes("Isles of Scilly"));
    await fill(desk, "smallest_shown", "3");
    await fill(desk, "exempt_paragraphs", "abc");
    const before = await toml(desk);
    await desk.page.click("#build");
    await desk.until("#status", /Nothing was built/);
    assert.match(
      await desk.text("#trouble"),
      /“Smallest number of children shown” must be a whole number from 6 to 30/,
    );
    assert.match(await desk.text("#trouble"), /“Paragraphs of Schedule 12A” must be/);
    assert.equal(await toml(desk), before);
    await sound(desk, "refused");
    await fill(desk, "smallest_shown", "");
    await fill(desk, "exempt_paragraphs", "1 and 2");
    await fill(desk, "agenda_item", "17");
    await desk.page.focus("#build");
    await desk.build();
    assert.match(await desk.text("#status"), /^Done/);
    assert.match(await toml(desk), /agenda_item = "17"/);
    assert.match(await toml(desk), /exempt_paragraphs = \[1, 2\]/);
    await desk.page.focus("#use-words");
    await desk.press("Enter");
    await desk.until("#status", /Ready to build/);
    assert.equal(await focused(desk), "use-words");
    await desk.page.$eval("#settings", (part) => (part.open = false));
  },

  async "an exempt report is labelled, and never in one table or zip with a public one"({ desk }) {
    await desk.pick("audience", "exempt");
    await desk.build();
    await desk.pick("audience", "public");
    await desk.build();
    const names = await desk.page.evaluate(() => together().map(([name]) => name));
    assert.ok(names.includes(PDF) && !names.some((name) => name.includes("exempt")), names.join(" "));
    const tables = await desk.page.$$eval("#outputs table", (all) => all.map(({ textContent }) => textContent));
    assert.equal(tables.length, 2);
    assert.doesNotMatch(tables[0], /exempt/i);
    assert.match(tables[1], /of exempt reports, not for the public: not in the zip/);
    assert.match(tables[1], /Exempt, not for the public: the report/);
    assert.match(tables[0], /The young people’s sheet as a web page/);
    await sound(desk, "apart");
    await desk.pick("audience", "exempt");
    await desk.build();
    const exempt = await desk.page.evaluate(() => together().map(([name]) => name));
    assert.ok(exempt.includes(PDF.replace(".pdf", "-exempt.pdf")) && !exempt.includes(PDF), exempt.join(" "));
    await desk.pick("audience", "");
  },

  async "an answer that is chosen stays when the returns are looked at again, and the focus with it"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("question", "returns"));
    await desk.until("#questions-state", /not read/);
    await desk.page.$eval("#questions", (part) => (part.open = true));
    const [id, value] = await desk.page.evaluate(() => {
      const box = [...document.querySelectorAll(".question")].find((one_) => one_.textContent.includes("new starters"));
      const select = box.querySelector("select");
      select.value = [...select.options].find((option) => option.value.includes("having come alone")).value;
      select.focus();
      return [select.id, select.value];
    });
    await desk.page.evaluate(() => look());
    await desk.until("#status", /Ready to build/);
    assert.equal(await desk.page.$eval(`#${id}`, (select) => select.value), value);
    assert.equal(await focused(desk), id);
    await desk.page.focus("#use-answers");
    await desk.press("Enter");
    await desk.until("#notice", /answers are used/);
    await desk.until("#questions-state", /1 row not read/);
    assert.equal(await focused(desk), "use-answers");
    await desk.page.$eval("#questions", (part) => (part.open = false));
  },

  async "the sample does not take the place of the officer's files before it is said of what"({ desk }) {
    await desk.page.click("#sample");
    assert.match(await desk.text("#notice"), /takes the place of the \d+ files here.*once more/);
    assert.ok(await desk.page.evaluate(() => files.has("returns/Extra.xlsx")));
    await desk.page.click("#sample");
    await desk.until("#notice", /sample: not real/);
    await desk.until("#status", /Ready to build/);
    assert.ok(!(await desk.page.evaluate(() => files.has("returns/Extra.xlsx"))));
    await desk.page.click("#keep");
    assert.match(await desk.until("#keep-state", /./), /Nothing of the sample is kept/);
    await desk.page.click("#forget");
    await desk.until("#keep-state", /Forgotten/);
  },

  async "words of the command line that nobody can follow here are not told"({ desk }) {
    await desk.clear();
    await desk.choose(inCase("small", "returns"));
    assert.match(await desk.text("#found"), /Fill in “Council, committee and meeting” below/);
    assert.doesNotMatch(await desk.text("#found"), /boardreport start/);
    await desk.page.evaluate(async () => {
      await take([{ path: "report.toml", file: new File(["smallest_shown = 3\n"], "report.toml") }]);
    });
    await desk.until("#status", /cannot be built/);
    assert.match(await desk.text("#stopped"), /Put report\.toml right: fill in/);
    assert.doesNotMatch(await desk.text("#stopped"), /Excel/);
    assert.equal(await desk.page.$eval("#period", (list) => list.disabled), false);
  },

  async "what one tab forgets, another does not keep again"({ fresh }) {
    const first = await fresh();
    await first.ready();
    await first.choose(inCase("sample", "returns"));
    await first.page.click("#keep");
    await first.until("#keep-state", /keeps report\.toml/);
    const second = await fresh();
    await second.until("#notice", /Here again/);
    await second.page.bringToFront();
    await second.page.click("#forget");
    await second.until("#keep-state", /Forgotten/);
    await first.page.bringToFront();
    await first.build();
    await first.until("#keep-state", /Forgotten in another tab/);
    const stores = await first.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.deepEqual(stores, []);
    await first.page.close();
    await second.page.close();
  },

  async "it fits a window of 320 pixels, which is also 400% of 1,280"({ desk }) {
    await desk.page.setViewport({ width: 320, height: 640 });
    assert.ok((await desk.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await sound(desk, "narrow");
    await desk.page.setViewport({ width: 1100, height: 900 });
  },

  async "what is in the file is listed with its licences, and the guide can be read"({ desk }) {
    await desk.page.click("#inside > summary");
    await desk.page.waitForSelector("#inside-text table");
    assert.match(await desk.text("#inside-text"), /Mozilla Public License Version 2\.0/);
    await desk.page.click("#guide > summary");
    await desk.until("#guide-text", /\w{200,}|\n.*\n/);
    await sound(desk, "inside");
  },
});
