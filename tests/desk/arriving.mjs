// Steps of the walk-through about what comes: dropped, chosen, out of a saved output, with its faults marked.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sha256 } from "./browser.mjs";

const PDF = "corporate-parenting-2023-12.pdf";
const HEALTH = "Health CiC return Dec-23 FINAL.xlsx";
const CHECKED = "Health CiC return Dec-23 FINAL (checked).xlsx";

/** Take files as if they had been chosen with their folders; a content is that of a file of a case, or a text. */
async function arrive(desk, ...given) {
  await desk.page.evaluate(async (all) => {
    notice("");
    await take(
      all.map(({ path, base64, text, changed }) => {
        const content = base64 ? bytesOf(base64) : (text ?? path);
        return { path, file: new File([content], path.split("/").pop(), { lastModified: changed ?? 1 }) };
      }),
    );
  }, given);
  return desk.until("#notice", /./);
}

export const arriving = ({ inCase, sound, quiet }) => {
  const content = (name, ...rest) => readFileSync(inCase(name, "returns", ...rest)).toString("base64");

  return {
    async "a folder is dropped, and a planted fault in it is corrected by dropping the workbook again"({ fresh }) {
      const desk = await fresh();
      await desk.ready();
      await dropped(desk, resolve(inCase("must-fix", "returns")));
      assert.match(await desk.until("#notice", /added/), /10 files added/);
      await desk.until("#status", /cannot be built/);
      assert.match(await desk.text("#found"), /Health CiC return Dec-23 FINAL\.xlsx › IHA › C26/);
      await dropped(desk, resolve(inCase("sample", "returns", HEALTH)));
      assert.match(await desk.until("#notice", /Replaced/), /^Replaced: Health/);
      await desk.until("#status", /Ready to build/);
      await desk.build();
      assert.equal((await desk.made())[PDF], sha256(readFileSync(inCase("sample", "output", PDF))));
      await quiet(desk);
      await desk.page.close();
    },

    async "what is dropped and cannot be taken is told: a deep folder, a shut file, words"({ fresh }) {
      const desk = await fresh();
      await desk.ready();
      const deep = mkdtempSync(join(tmpdir(), "desk-"));
      const inner = join(deep, ..."abcdefghij");
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, "lost.xlsx"), "lost");
      writeFileSync(join(deep, "a", "here.xlsx"), "here");
      await dropped(desk, deep);
      const told = await desk.until("#notice", /./);
      assert.match(
        told,
        /1 file added\..*Not looked into, being more than 8 folders deep: .*a\/b\/c\/d\/e\/f\/g\/h\/i/,
      );
      await desk.page.evaluate(() => {
        const file = { name: "open.xlsx", lastModified: 1, arrayBuffer: () => Promise.reject(new Error("shut")) };
        const shut = { kind: "file", webkitGetAsEntry: () => ({ isDirectory: false }), getAsFile: () => file };
        const good = { ...shut, getAsFile: () => new File(["a"], "good.xlsx") };
        return takeDropped({ dataTransfer: { items: [shut, good] } });
      });
      assert.match(await desk.text("#notice"), /1 file added\. Not opened: open\.xlsx\. Close them in Excel/);
      await desk.page.evaluate(() => takeDropped({ dataTransfer: { items: [{ kind: "string" }] } }));
      assert.match(await desk.text("#notice"), /no file/);
      await desk.page.close();
    },

    async "of files of one name one is taken, by rule, and every file that is left out is named"({ desk }) {
      await desk.clear();
      await arrive(desk, { path: "r/a.xlsx", text: "one" });
      const first = desk.page.evaluate(() => {
        look(); // what comes while the returns are looked at is not lost
        return take([{ path: "r/b.xlsx", file: new File(["two"], "b.xlsx") }]);
      });
      await first;
      await desk.until("#notice", /added/);
      assert.deepEqual(await here(desk), ["returns/a.xlsx", "returns/b.xlsx"]);
      await desk.clear();
      const told = await arrive(
        desk,
        { path: "q/Nov/Workforce.xlsx", text: "November", changed: 10 },
        { path: "q/Dec/Workforce.xlsx", text: "December", changed: 20 },
        { path: "q/all.zip" },
        { path: "q/minutes.docx" },
        { path: "q/~$Workforce.xlsx" },
      );
      assert.match(told, /^1 file added\./);
      assert.match(told, /Workforce\.xlsx is there 2 times: q\/Dec\/Workforce\.xlsx, changed last, was taken/);
      assert.match(told, /left out: q\/Nov\/Workforce\.xlsx/);
      assert.match(told, /Left out: all\.zip \(unzip first/);
      assert.match(told, /Left out: minutes\.docx \(not something/);
      assert.doesNotMatch(told, /~/);
      assert.equal(await textOf(desk, "returns/Workforce.xlsx"), "December");
    },

    async "a saved output is told apart from returns, and what is of reports alone is shown"({ desk }) {
      await desk.clear();
      const told = await arrive(
        desk,
        { path: "output/corporate-parenting-2023-11.pdf" },
        { path: "output/corporate-parenting-2023-11.ledger.csv" },
        { path: "output/reading.xlsx" },
        { path: `output/returns/${CHECKED}` },
        { path: "output/templates/Health 2023-12.xlsx" },
        { path: "output/issued/seals.txt" },
      );
      assert.match(told, /^3 files added/);
      for (const name of ["reading", "Health CiC", "Health 2023-12"]) {
        assert.match(told, new RegExp(`Left out: ${name}`));
      }
      assert.equal((await here(desk)).filter((path) => path.startsWith("returns/")).length, 0);
      assert.equal(await desk.page.$eval("#books", (box) => box.hidden), false);
      assert.match(
        await desk.text("#others"),
        /3 other files.*corporate-parenting-2023-11\.pdf – of a report as it was/,
      );
      await sound(desk, "reports-alone");
      await desk.page.evaluate(() => {
        const away = document.querySelector('[data-name="corporate-parenting-2023-11.pdf"]');
        away.closest("details").open = true;
        away.focus();
        away.click();
      });
      assert.ok(await desk.page.evaluate(() => document.activeElement.dataset.name), "the focus is lost");
      await arrive(desk, { path: "Q3/corporate-parenting-2023-11.pdf" }, { path: "Q3/returns/Own.xlsx" });
      assert.ok((await here(desk)).includes("returns/Own.xlsx"), "returns beside a saved report are returns");
      await arrive(desk, { path: "report.toml", text: 'council = "A"\n' });
      const again = await arrive(desk, { path: "out/beside the returns/report.toml", text: 'council = "B"\n' });
      assert.match(again, /Left out: report\.toml \(there is one here already/);
      assert.match(await textOf(desk, "returns/report.toml"), /"A"/);
    },

    async "a corrected checked copy takes the place of its return, and says so"({ desk }) {
      await desk.clear();
      await desk.choose(inCase("must-fix", "returns"));
      assert.match(await desk.text("#stopped"), /must be fixed first/);
      const name = CHECKED.replace(").", ") (1).");
      const told = await arrive(desk, { path: name, base64: content("sample", HEALTH) });
      assert.ok(told.includes(`${name} was taken in the place of ${HEALTH}.`), told);
      await desk.until("#status", /Ready to build/);
      const older = await arrive(
        desk,
        { path: `r/${HEALTH}`, base64: content("sample", HEALTH), changed: 20 },
        { path: `r/${CHECKED}`, base64: content("sample", HEALTH), changed: 10 },
      );
      assert.match(older, /Left out: .*\(checked\)\.xlsx \(.* is no older\)/);
      await arrive(desk, { path: "Old.xls" });
      await arrive(desk, { path: "Old.xls (checked).xlsx" });
      const paths = await here(desk);
      assert.ok(paths.includes("returns/Old.xls (checked).xlsx") && !paths.includes("returns/Old.xls"), String(paths));
    },
  };
};

/** Drop a file or a folder of this computer on the page. */
async function dropped(desk, path) {
  await desk.page.evaluate(() => notice(""));
  if (desk.browser === "chromium") await desk.drop(path);
  else await desk.dropAsEntries(path); // no other browser can be made to drop from outside
}

const here = (desk) => desk.page.evaluate(() => [...files.keys()].filter((path) => !/^output\/reading/.test(path)));
const textOf = (desk, path) => desk.page.evaluate((at) => new TextDecoder().decode(files.get(at)), path);
