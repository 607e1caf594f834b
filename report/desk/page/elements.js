// The page's elements: found, made and filled.
"use strict";

/** An element of the page that is always there. @template {keyof HTMLElementTagNameMap} [T="div"] @param {string} id @param {T} [tag] @returns {HTMLElementTagNameMap[T]} */
const one = (id, tag) => {
  const found = document.getElementById(id);
  if (!found || (tag && found.localName !== tag)) throw new Error(`The page has no ${tag ?? "element"} ${id}.`);
  return /** @type {HTMLElementTagNameMap[T]} */ (found);
};

/** A new element. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string | boolean | number>} [given] properties, and attributes with a dash @param {(Node | string)[]} held @returns {HTMLElementTagNameMap[T]} */
function made(tag, given = {}, ...held) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.includes("-") || name === "for" || name === "role" || name === "scope") {
      element.setAttribute(name, String(value));
    } else Object.assign(element, { [name]: value });
  }
  element.append(...held);
  return element;
}

/** A list of lines, or one paragraph where there is only one. @param {string[]} lines */
const listed = (lines) =>
  lines.length === 1 ? made("p", {}, lines[0]) : made("ul", {}, ...lines.map((line) => made("li", {}, line)));

/** A number with its noun. @param {number} number @param {string} noun */
const soMany = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Tell what stops a report. @param {string} id @param {string[]} lines */
function tell(id, lines) {
  one(id).replaceChildren(...(lines.length ? [listed(lines)] : []));
  one(id).classList.toggle("alert", lines.length > 0);
}

/** Fill an element anew, and leave the focus where it was: on the element of the same id, or else on another. @param {string} id @param {Node[]} held @param {string} instead */
function refill(id, held, instead) {
  const at = document.activeElement;
  const inside = one(id).contains(at) ? at?.id : undefined;
  one(id).replaceChildren(...held);
  if (inside !== undefined) (document.getElementById(inside) ?? document.getElementById(instead))?.focus();
}

/** Switch a button on or off without taking it out of the order of Tab. @param {string} id @param {boolean} on */
const enable = (id, on) => one(id).setAttribute("aria-disabled", String(!on));
/** @param {string} id */
const isOn = (id) => one(id).getAttribute("aria-disabled") !== "true";

/** A link that saves a file. @param {string} name @param {Uint8Array<ArrayBuffer>} data */
function saves(name, data) {
  const link = made("a", { download: name, textContent: name });
  link.href = addressOf(name, data);
  return link;
}

/** Addresses of files inside this page, made once for each content. @type {WeakMap<Uint8Array, string>} */
const addresses = new WeakMap();
/** @type {Record<string, string>} */
const KINDS = {
  pdf: "application/pdf",
  csv: "text/csv",
  html: "text/html",
  json: "application/json",
  txt: "text/plain",
  toml: "application/toml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
/** @param {string} name @param {Uint8Array<ArrayBuffer>} data */
function addressOf(name, data) {
  const type = KINDS[name.split(".").pop() ?? ""] ?? "application/octet-stream";
  const known = addresses.get(data) ?? URL.createObjectURL(new Blob([data], { type }));
  addresses.set(data, known);
  return known;
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
