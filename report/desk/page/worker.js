// The worker: Python and the solver, away from the page, so that the page stays awake and what hangs can be ended.
"use strict";

/** @type {any} */ let python;
/** @type {any} */ let desk;
/** What was sent to the page of each file, so that only new ones are sent again. @type {Map<string, string>} */
const sent = new Map();

/** So many bytes the interpreter may take, so that a workbook that swells ends in a message, not in a full computer. */
const MOST_MEMORY = 2 ** 31;
const PAGE_OF_MEMORY = 2 ** 16;
const { grow } = WebAssembly.Memory.prototype;
/** @param {number} pages */
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE_OF_MEMORY > MOST_MEMORY) throw new RangeError("out of memory");
  return grow.call(this, pages);
};

/** @param {string} at @param {object} more @param {Transferable[]} given */
const say = (at, more = {}, given = []) => postMessage({ at, ...more }, { transfer: given });

/** @param {ArrayBuffer} packed */
async function unzipped(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The address of a script that is inside this file. @param {BlobPart} script */
const address = (script) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));

/** The files of a tar with names of any length; they share its memory. @param {Uint8Array} tar */
function* members(tar) {
  const text = new TextDecoder();
  /** @param {number} from @param {number} most */
  const words = (from, most) => {
    let end = from;
    while (end < from + most && tar[end]) end += 1;
    return text.decode(tar.subarray(from, end));
  };
  let long = "";
  for (let at = 0; at + 512 <= tar.length && tar[at];) {
    const size = parseInt(words(at + 124, 12), 8);
    const body = tar.subarray(at + 512, at + 512 + size);
    const prefix = words(at + 345, 155);
    if (tar[at + 156] === "x".charCodeAt(0)) {
      long = / path=(.*)\n/.exec(text.decode(body))?.[1] ?? "";
    } else {
      yield { name: long || (prefix ? `${prefix}/` : "") + words(at, 100), body };
      long = "";
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** @param {string} path @param {Uint8Array} body @param {boolean} own */
function write(path, body, own = false) {
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, body, { canOwn: own });
}

/** The solver: a problem as text in, the values of its unknowns out. @param {Record<string, ArrayBuffer>} parts */
async function startSolver(parts) {
  /** @type {string[]} */ const printed = [];
  importScripts(address(await unzipped(parts["highs.js"])));
  const wasmBinary = await unzipped(parts["highs.wasm"]);
  const highs = await /** @type {any} */ (self).Module({
    wasmBinary,
    print: (/** @type {string} */ line) => printed.push(line),
  });
  const inFull = highs.cwrap("Highs_writeSolution", "number", ["number", "string"]);
  const inShort = highs.Highs_writeSolutionPretty; // six digits, which are too few
  /** @type {string[]} */ let told = [];
  /** @type {string[]} */ let report = [];
  highs.Highs_writeSolutionPretty = (/** @type {number} */ run, /** @type {string} */ file) => {
    report = printed.splice(0);
    inFull(run, "/dev/stdout");
    told = [...printed];
    return inShort(run, file);
  };
  return (/** @type {string} */ problem, /** @type {string} */ options) => {
    told = [];
    printed.length = 0;
    // How many nodes a search for whole numbers took stands in the solver's report alone.
    const asked = { ...JSON.parse(options), output_flag: problem.includes("\nGeneral\n") };
    const status = highs.solve(problem, asked).Status;
    const nodes = Number(report.map((line) => /^ +Nodes +(\d+)/.exec(line)?.[1]).find(Boolean) ?? -1);
    const first = told.findIndex((line) => line.startsWith("# Columns")) + 1;
    const end = told.findIndex((line, at) => at >= first && line.startsWith("#"));
    const values = first ? told.slice(first, end).map((line) => line.split(" ")) : [];
    const numbers = Object.fromEntries(values.map(([name, value]) => [name, Number(value)]));
    return JSON.stringify({ status, nodes, values: numbers });
  };
}

/** @param {Record<string, ArrayBuffer>} parts @param {string} lock */
async function start(parts, lock) {
  /** @type {Record<string, [string, string]>} */
  const inside = {
    "pyodide.asm.wasm": ["pyodide.asm.wasm", "application/wasm"],
    "python_stdlib.zip": ["python_stdlib.zip", "application/zip"],
  };
  // The interpreter asks for its two files by address; they are here, and nothing else is answered.
  self.fetch = async (asked) => {
    const name =
      String(asked instanceof Request ? asked.url : asked)
        .split("/")
        .pop() ?? "";
    if (!(name in inside)) throw new TypeError("This page sends nothing and asks for nothing.");
    return new Response(new Blob([await unzipped(parts[name])]), { headers: { "Content-Type": inside[name][1] } });
  };
  const solver = startSolver(parts);
  const { loadPyodide } = await import(address(await unzipped(parts["pyodide.mjs"])));
  const { default: createPyodideModule } = await import(address(await unzipped(parts["pyodide.asm.mjs"])));
  say("starting", { share: 0.25 });
  const nowhere = "https://inside.invalid/";
  python = await loadPyodide({
    indexURL: nowhere,
    packageBaseUrl: nowhere,
    stdLibURL: `${nowhere}python_stdlib.zip`,
    createPyodideModule,
    lockFileContents: lock,
  });
  say("starting", { share: 0.6 });
  const site = python.runPython("import site; site.getsitepackages()[0]");
  for (const pack of ["libraries.tar.zst", "builder.tar.zst"]) {
    python.globals.set("packed", python.toPy(new Uint8Array(parts[pack])));
    const tar = python.runPython("from compression import zstd; zstd.decompress(bytes(packed))");
    for (const { name, body } of members(tar.toJs())) write(`${site}/${name}`, body, true);
    tar.destroy();
  }
  python.runPython("del packed");
  say("starting", { share: 0.85 });
  const solve = await solver;
  python.registerJsModule("board_report_page", {
    solve,
    step: (/** @type {number} */ number, /** @type {string} */ doing) => say("step", { number, doing }),
    reading: (/** @type {string} */ name) => say("reading", { name }),
  });
  desk = python.runPython(
    "import importlib; importlib.invalidate_caches(); from report.desk import in_page; in_page.begin()",
  );
  say("ready");
  desk.load_the_rest();
}

/** Put the files of the officer in the place of those before; all others are taken away. @param {{path: string, data: ArrayBuffer}[]} files @param {string[]} kept */
function hold(files, kept) {
  const wanted = new Set([...kept, ...files.map((one) => one.path)]);
  for (const path of held()) {
    if (!wanted.has(path)) {
      python.FS.unlink(`/desk/${path}`);
      sent.delete(path);
    }
  }
  for (const { path, data } of files) {
    write(`/desk/${path}`, new Uint8Array(data));
    sent.set(path, stamp(path));
  }
}

/** Every file of the desk, by its path there. @returns {string[]} */
function held(folder = "") {
  const names = python.FS.readdir(`/desk/${folder}`).filter((/** @type {string} */ name) => !name.startsWith("."));
  return names.flatMap((/** @type {string} */ name) => {
    const path = folder + name;
    return python.FS.isDir(python.FS.stat(`/desk/${path}`).mode) ? held(`${path}/`) : [path];
  });
}

/** @param {string} path */
function stamp(path) {
  const { size, mtime, ino } = python.FS.stat(`/desk/${path}`);
  return `${size} ${Number(mtime)} ${ino}`;
}

/** @param {number} id @param {string} request */
function answer(id, request) {
  const told = desk.answer(request);
  const paths = held();
  const fresh = paths.filter((path) => sent.get(path) !== stamp(path));
  const files = fresh.map((path) => ({ path, data: python.FS.readFile(`/desk/${path}`) }));
  for (const path of fresh) sent.set(path, stamp(path));
  say(
    "answer",
    { id, told, paths, files },
    files.map((file) => file.data.buffer),
  );
}

onmessage = async ({ data }) => {
  try {
    if (data.do === "start") await start(data.parts, data.lock);
    if (data.do === "hold") hold(data.files, data.kept);
    if (data.do === "ask") answer(data.id, data.request);
  } catch (trouble) {
    say("failed", { what: String(/** @type {Error} */ (trouble).message ?? trouble).slice(-600) });
  }
};
