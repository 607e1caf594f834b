// Runs report/desk/making/pack.py in the interpreter of the one-file edition, which compiles what it is to run.
//   node pack.mjs WHEELS PARTS: the folder of all wheels, and the folder for the packed parts
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadPyodide } from "pyodide";

const [wheels, parts] = process.argv.slice(2).map((folder) => resolve(folder));
const here = import.meta.dirname;
try {
  const python = await loadPyodide();
  for (const [place, root] of Object.entries({ wheels, parts, npm: resolve(here, "node_modules") })) {
    python.FS.mkdir(`/${place}`);
    python.FS.mount(python.FS.filesystems.NODEFS, { root }, `/${place}`);
  }
  python.FS.writeFile("/home/pyodide/pack.py", readFileSync(resolve(here, "../../report/desk/making/pack.py")));
  python.runPython(`
from pathlib import Path
from pack import pack
pack(Path("/wheels"), Path("/npm"), Path("/parts"))`);
  process.exit(0);
} catch (trouble) {
  console.error(String(trouble.message ?? trouble).slice(-2000)); // the source of the interpreter is one long line
  process.exit(1);
}
