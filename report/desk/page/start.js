// Joins the page's buttons to what they do, and starts the builder.
"use strict";

/** Which buttons can be used now. */
function refresh() {
  const free = builder.ready && !builder.busy;
  if (free) keepNow();
  enable("build", free && Boolean(told && !told.stopped && returns().length));
  enable("issue", free && isCurrent);
  enable("verify", free && [...files.keys()].some((path) => path.startsWith("output/")));
  enable("blank", free);
}

/** @param {Event} event */
async function chosen(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  await takeChosen([...(input.files ?? [])]);
  input.value = "";
}
one("files").onchange = chosen;
one("folder").onchange = chosen;

const drop = one("drop", "div");
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  takeDropped(event);
});
// A workbook dropped beside the box would be opened by the browser in the place of this page.
for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());

one("sample").onclick = trySample;
one("cancel").onclick = () => {
  builder.end(new Ended());
  one("status").textContent = "Stopped. No report was written.";
  one("build").focus();
};
/** @param {string} id @param {() => void} does */
const onSubmit = (id, does) => {
  one(id, "form").onsubmit = (event) => {
    event.preventDefault();
    does();
  };
};
onSubmit("form", build);
onSubmit("settings-form", async () => (await saveSettings("settings-told")) && look());
onSubmit("questions-form", async () => (await saveAnswers("questions-told")) && look());
onSubmit("ledger-form", showLedger);
one("settings-form").oninput = () => {
  changed = true;
};
for (const id of ["period", "layout", "audience"]) one(id).onchange = () => returns().length && look();
one("which").onchange = () => showReport();
one("save-zip").onclick = saveZip;
one("save-zip", "a").href = "#result";
one("save-folder").onclick = saveFolder;
one("issue").onclick = () => doMore("issue", { do: "issue", ...choices() });
one("verify").onclick = () => doMore("verify", { do: "verify" });
one("blank").onclick = () => doMore("blank", { do: "blank_returns", ...choices() });
one("keep").onchange = () => (one("keep", "input").checked ? keepNow() : forget());
one("forget").onclick = forget;
one("guide").ontoggle = showGuide;
one("topic").onchange = showGuide;
one("inside").ontoggle = showInside;
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

if (given.served) {
  one("keeping").hidden = true;
  drop.hidden = true;
  one("again").hidden = false;
  one("promise").textContent = "Your returns stay on this computer.";
  one("look").onclick = () => look();
}
builder.whenFree = refresh;
builder.start();
if (given.served) look();
else bringKept();
