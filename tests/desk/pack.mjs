// Runs report/desk/making/pack.py in the interpreter of the one-file edition, which compiles what it is to run.
//   node pack.mjs libraries|builder WHEELS PARTS: what to pack, the folder of wheels, and that of the packed parts
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadPyodide } from "pyodide";

const [what, ...folders] = process.argv.slice(2);
const [wheels, parts] = folders.map((folder) => resolve(folder));
const here = import.meta.dirname;
try {
  const python = await loadPyodide();
  for (const [place, root] of Object.entries({ wheels, parts, npm: resolve(here, "node_modules") })) {
    python.FS.mkdir(`/${place}`);
    python.FS.mount(python.FS.filesystems.NODEFS, { root }, `/${place}`);
  }
  python.FS.writeFile("/home/pyodide/pack.py", readFileSync(resolve(here, "../../report/desk/making/pack.py")));
  const places = what === "builder" ? ["/wheels", "/parts"] : ["/wheels", "/npm", "/parts"];
  python.runPython(`
from pathlib import Path
import pack
pack.pack_${what}(*map(Path, ${JSON.stringify(places)}))`);
  process.exit(0);
} catch (trouble) {
  console.error(String(trouble.message ?? trouble).slice(-2000)); // the source of the interpreter is one long line
  process.exit(1);
}
