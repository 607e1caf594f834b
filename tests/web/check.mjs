// Looks at web editions as their readers do: node check.mjs FOLDER [PICTURES]
// CHROMIUM is the program of one browser; FIREFOX, where it is given, that of another, in which less can be asked for.
// Every page of FOLDER is held to the same checks; PICTURES is where screenshots go, for a person to look at.

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
const ZOOMED = { width: 320, height: 256, deviceScaleFactor: 4 }; // 1280 by 1024 at 400%
const LEAST_TARGET = 24; // CSS pixels, of WCAG 2.2
// What a reader may ask of the spaces of text (WCAG 1.4.12).
const SPACED = [
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
  'p { margin-bottom: 2em !important }',
];

const [folder, pictures] = process.argv.slice(2).map((path) => resolve(path));
let browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
let passed = 0;
let failed = 0;

function say(page, what, faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAIL  ${page}: ${what}`);
  for (const fault of faults.slice(0, 5)) console.log(`      ${fault}`);
}

async function open(file, view, { dark = false, details = false, media = [] } = {}) {
  const page = await browser.newPage();
  page.asked = [];
  page.on('request', (request) => page.asked.push(request.url()));
  page.on('console', (message) => page.asked.push(`said: ${message.text()}`));
  await page.setViewport(view);
  if (dark || media.length) {
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }, ...media];
    await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features });
  }
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.fonts.ready.then(() => null));
  if (details) await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  return page;
}

async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
}

// Whatever reaches beyond the window, unless it stands in a region that scrolls by itself.
function tooWide() {
  const width = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const one of document.querySelectorAll('body *')) {
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.right > width + 1 && !one.closest('.scroll, .skip, .shapes') && !one.closest('svg')) {
      faults.push(`${one.tagName}.${one.className} ends at ${box.right}: ${one.textContent.slice(0, 60)}`);
    }
  }
  return faults;
}

function smallTargets(least) {
  const faults = [];
  for (const one of document.querySelectorAll('nav a, .strip a, summary')) {
    const box = one.getBoundingClientRect();
    if (box.height < least || box.width < least) faults.push(`${one.textContent}: ${box.width} by ${box.height}`);
  }
  return faults;
}

function fontFaults() {
  const faces = [...document.fonts];
  const faults = faces.filter((face) => face.status === 'error').map((face) => `${face.family} ${face.weight}`);
  if (faces.length !== 3) faults.push(`${faces.length} fonts`);
  const probe = document.createElement('canvas').getContext('2d');
  for (const weight of [400, 600, 700]) {
    probe.font = `${weight} 100px "Report Sans"`;
    const widths = new Set([...'0123456789'].map((digit) => probe.measureText(digit).width));
    if (widths.size !== 1) faults.push(`digits of ${weight} differ in width`);
    if (!document.fonts.check(`${weight} 16px "Report Sans"`)) faults.push(`${weight} is not there`);
  }
  return faults;
}

// From the top to the foot by the Tab key alone: whatever is reached is seen, and is shown to be where the reader is.
async function keyboard(page) {
  const faults = [];
  const wanted = await page.evaluate(
    () => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter((one) => one.checkVisibility()).length,
  );
  let reached = 0;
  for (; reached < wanted; reached += 1) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return 'the end came early';
      const box = one.getBoundingClientRect();
      const seen = box.bottom > 0 && box.top < window.innerHeight;
      const outlined = getComputedStyle(one).outlineStyle !== 'none';
      return seen && outlined ? '' : `${one.tagName} ${one.textContent.slice(0, 40)}: seen ${seen}, outlined ${outlined}`;
    });
    if (fault) faults.push(fault);
  }
  await page.evaluate(() => document.querySelector('summary')?.focus());
  await page.keyboard.press('Enter');
  const opened = await page.evaluate(() => document.querySelector('details')?.open ?? true);
  if (!opened) faults.push('a list of meanings does not open by the Enter key');
  return faults;
}

async function look(file) {
  const name = basename(file, '.html');
  for (const [view, at] of [[WIDE, 'wide'], [NARROW, 'at 320 pixels']]) {
    for (const dark of [false, true]) {
      const page = await open(file, view, { dark, details: true });
      say(name, `axe, ${at}, ${dark ? 'dark' : 'light'}`, await axe(page));
      await page.close();
    }
  }
  for (const [view, what] of [[NARROW, 'at 320 pixels'], [ZOOMED, 'at 400%'], [WIDE, 'wide']]) {
    for (const details of [false, true]) {
      const page = await open(file, view, { details });
      say(name, `nothing beyond the window, ${what}`, await page.evaluate(tooWide));
      await page.close();
    }
  }
  const page = await open(file, NARROW);
  say(name, 'targets are large enough', await page.evaluate(smallTargets, LEAST_TARGET));
  await page.evaluate((rules) => {
    const sheet = document.styleSheets[0];
    for (const rule of rules) sheet.insertRule(rule, sheet.cssRules.length);
  }, SPACED);
  say(name, 'spaced text stays in the window', await page.evaluate(tooWide));
  await page.close();
  const printed = await open(file, WIDE);
  await printed.emulateMediaType('print');
  say(name, 'axe, as it is printed', await axe(printed));
  await printed.close();
  await readAndReached(file, name);
  if (pictures) await photograph(file, name);
}

async function readAndReached(file, name) {
  const wide = await open(file, WIDE);
  say(name, 'fonts', await wide.evaluate(fontFaults));
  say(name, 'no script', await wide.evaluate(() => [...document.scripts].map((one) => one.outerHTML)));
  say(name, 'keyboard alone', await keyboard(wide));
  const own = pathToFileURL(file).href;
  say(name, 'asks for nothing', wide.asked.filter((url) => url !== own && !url.startsWith('data:')));
  await wide.close();
}

// In Firefox the dark and forced colours cannot be asked for from outside.
async function lookInFirefox(file) {
  const name = `${basename(file, '.html')} in Firefox`;
  for (const [view, at] of [[WIDE, 'wide'], [NARROW, 'at 320 pixels']]) {
    const page = await open(file, view, { details: true });
    say(name, `axe, ${at}`, await axe(page));
    say(name, `nothing beyond the window, ${at}`, await page.evaluate(tooWide));
    say(name, 'targets are large enough', await page.evaluate(smallTargets, LEAST_TARGET));
    await page.close();
  }
  await readAndReached(file, name);
}

async function photograph(file, name) {
  const views = [['wide', WIDE, {}], ['dark', WIDE, { dark: true }], ['narrow', NARROW, {}], ['meanings', WIDE, { details: true }]];
  const forced = [{ name: 'forced-colors', value: 'active' }];
  for (const [kind, view, how] of [...views, ['forced', WIDE, { media: forced }]]) {
    const page = await open(file, view, how);
    const clip = { x: 0, y: 0, width: view.width, height: 2400 };
    await page.screenshot({ path: join(pictures, `${name}-${kind}.png`), clip, captureBeyondViewport: true });
    if (kind === 'wide') await page.pdf({ path: join(pictures, `${name}-print.pdf`), preferCSSPageSize: true, printBackground: true });
    await page.close();
  }
}

if (pictures) mkdirSync(pictures, { recursive: true });
const files = readdirSync(folder).filter((file) => file.endsWith('.html')).sort();
for (const file of files) await look(join(folder, file));
await browser.close();
if (process.env.FIREFOX) {
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX });
  for (const file of files) await lookInFirefox(join(folder, file));
  await browser.close();
}
console.log(`${files.length} pages: ${passed} passed, ${failed} failed`);
process.exit(failed || files.length === 0 ? 1 : 0);
