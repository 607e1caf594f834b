// Holds the one-file edition against the command line for any returns: what is found, and every file.
//   node compare.mjs FILE PYTHON FOLDER-OR-WORKBOOK[=LAYOUT]...
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { filesIn, launched, sha256 } from "./browser.mjs";

const [file, python, ...folders] = process.argv.slice(2);
const project = resolve(import.meta.dirname, "../..");
const NATIVE = `
import json, os, sys
from pathlib import Path
from report.output.process import set_up_process
set_up_process()
from report.desk.desk import Desk
os.chdir(sys.argv[1])
desk, layout = Desk(Path("returns"), Path("output")), sys.argv[2]
told = [desk.answer({"do": do, "layout": layout}, lambda *_: None) for do in ("look", "build")]
print(json.dumps([{key: one.get(key) for key in ("stopped", "findings", "lines", "reports", "fault")} for one in told]))
`;

const { browser, open } = await launched("chromium");
const desk = await open(pathToFileURL(resolve(file)).href);
await desk.ready();
let differing = 0;
for (const asked of folders) {
  const [folder, layout = ""] = asked.split("=");
  const home = mkdtempSync(join(tmpdir(), "compare-"));
  execFileSync("mkdir", [join(home, "returns"), join(home, "output")]);
  const [within, names] = statSync(folder).isFile()
    ? [dirname(folder), [basename(folder)]]
    : [folder, filesIn(folder).filter((name) => !name.includes("/"))];
  for (const name of names) execFileSync("cp", [join(within, name), join(home, "returns")]);
  const env = { ...process.env, PYTHONPATH: project };
  const expected = execFileSync(python, ["-P", "-c", NATIVE, home, layout], { env, maxBuffer: 1e9 });
  const given = filesIn(join(home, "returns")).filter((name) => name !== "reading.xlsx" || names.includes(name));
  const contents = given.map((name) => [name, readFileSync(join(home, "returns", name)).toString("base64")]);
  const got = await desk.page.evaluate(
    async (returned, chosen) => {
      files.clear();
      for (const [name, text] of returned) files.set(`returns/${name}`, bytesOf(text));
      const told = [];
      for (const what of ["look", "build"]) told.push(await builder.ask({ do: what, layout: chosen }).catch(String));
      const keys = ["stopped", "findings", "lines", "reports", "fault"];
      return JSON.stringify(told.map((one) => Object.fromEntries(keys.map((key) => [key, one[key] ?? null]))));
    },
    contents,
    layout,
  );
  const made = await desk.made();
  const faults = filesIn(join(home, "output"))
    .filter((name) => made[name] !== sha256(readFileSync(join(home, "output", name))))
    .map((name) => `${name} differs`);
  const told = JSON.stringify(JSON.parse(expected));
  if (told !== JSON.stringify(JSON.parse(got))) faults.push("what is told differs");
  differing += faults.length ? 1 : 0;
  const built = Object.keys(made).filter((name) => name.endsWith(".pdf")).length;
  console.log(`${faults.length ? "NOT" : " ok"} ${asked}: ${built} PDFs ${faults.join("; ")}`);
}
console.log(`${folders.length - differing} of ${folders.length} the same`);
await browser.close();
process.exit(differing ? 1 : 0);
