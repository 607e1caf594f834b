// What comes after a report: issuing it, verifying, blank returns; the guide, and what this page is.
"use strict";

/** @param {string} button @param {object} request */
async function doMore(button, request) {
  if (!isOn(button)) {
    tell("more-told", [button === "issue" ? "Build the report first, and read it." : whyNot()]);
    one("more-told").classList.remove("alert");
    return;
  }
  tell("more-told", []);
  const answer = await ask(request, "more-told");
  if (!answer) return;
  const bad = Boolean(answer.stopped) || answer.whole === false;
  tell("more-told", answer.stopped ?? answer.lines ?? []);
  one("more-told").classList.toggle("alert", bad);
  one("status").textContent = "";
  if (answer.stopped || button === "verify") return;
  unsaved = !given.served;
  const made_ = outputs().filter(([name]) => name.startsWith(button === "issue" ? "issued/" : "templates/"));
  one("more-told").append(
    made("p", {}, "To save:"),
    made("ul", {}, ...made_.map(([name, data]) => made("li", {}, saves(name.replace(/^.*\//, ""), data)))),
  );
  showOutputs();
}

/** Show the list of the guide's pages once, and one page of it. */
async function showGuide() {
  const topics = one("topic", "select");
  if (builder.busy || !builder.ready) return;
  if (!topics.options.length) {
    const list = await builder.ask({ do: "guide" }).catch(() => null);
    const names = (list?.lines ?? []).map((line) => /^ {2}(\w+) /.exec(line)?.[1] ?? "").filter(Boolean);
    topics.replaceChildren(...names.map((name) => made("option", { value: name }, name)));
    topics.value = "desk";
  }
  const page = await builder.ask({ do: "guide", topic: topics.value }).catch(() => null);
  one("guide-text").textContent = (page?.lines ?? []).join("\n");
}

const INSIDE = [
  "This is the whole report builder in one file: Python, the libraries it uses and Board Report itself run inside this page, in a part of the browser that can reach neither your files nor a network.",
  "It sends nothing. Its own rules for the browser refuse every request, and it uses none of the ways that such rules do not cover. You may take the computer off the network and try.",
  "It keeps nothing unless you ask. What you choose is read into this page alone, and is gone when the page is closed; what you save is where you saved it. Ticked, “Keep my report.toml and answers in this browser” puts those two files, and the ledgers and records of public reports, into this browser’s own store until you press “Forget them”. It installs nothing and changes no setting.",
];

/** What this page is made of. */
function showInside() {
  const parts = given.about ?? [];
  const rows = parts.map(({ name, version, licence, text }) =>
    made(
      "tr",
      {},
      made("th", { scope: "row" }, name),
      made("td", {}, version),
      made("td", {}, licence),
      made(
        "td",
        {},
        made(
          "details",
          {},
          made("summary", { "aria-label": `The words of the licence of ${name}` }, "Words"),
          made("pre", { tabIndex: 0 }, text),
        ),
      ),
    ),
  );
  const heads = ["Part", "Version", "Licence", "Its words"].map((words) => made("th", { scope: "col" }, words));
  const table = made(
    "table",
    {},
    made("caption", {}, "What is in this file, and its licences"),
    made("thead", {}, made("tr", {}, ...heads)),
    made("tbody", {}, ...rows),
  );
  one("inside-text").replaceChildren(
    ...INSIDE.map((words) => made("p", {}, words)),
    made("div", { className: "scrolls" }, table),
  );
}
