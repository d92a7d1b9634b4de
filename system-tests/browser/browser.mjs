// A browser that does what it is told: one JSON object a line comes in, one goes out. BoardIT speaks to it.
//
//   {"page": "a", "do": "goto", "with": ["http://…"]}                  a method of that page; it is opened by its name
//   {"page": "a", "at": "css", "do": "click", "with": []}              a method of the element
//   {"page": "a", "do": "requests"}                                    what it asked for by HTTP since "forget"
//   {"page": "a", "do": "errors"}                                      exceptions nobody caught, since ever
//   {"page": "a", "do": "flaws"}                                       what axe finds against WCAG 2.2 A and AA
//   {"page": "a", "do": "unreached"}                                   what can be clicked and is not reached by Tab
//   {"page": "a", "do": "shifts"}                                      what moved by itself since "forget", as layout shifts
//
// The answer is {"value": …} or {"error": "…"}. It ends with its standard input. All pages share one profile, which is
// empty at first.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE_MS = 60_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.argv[2],
  headless: true,
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync'],
  ],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
context.setDefaultTimeout(PATIENCE_MS);
// A shift within half a second of a click or key is what somebody asked for.
await context.addInitScript(() => {
  window.opsflowShifts = [];
  const told = ({ value, sources }) =>
    `${value.toFixed(5)}: ${sources.map(({ node }) => (node?.closest ? node : node?.parentElement)?.outerHTML.slice(0, 120)).join(' | ')}`;
  new PerformanceObserver((list) =>
    list.getEntries().forEach((entry) => entry.hadRecentInput || window.opsflowShifts.push(told(entry))),
  ).observe({ type: 'layout-shift', buffered: true });
});
const tabs = new Map();

async function tab(name) {
  if (!tabs.has(name)) {
    const opened = { page: await context.newPage(), requests: [], errors: [] };
    // Every request, whatever for. A WebSocket is not one of them.
    opened.page.on('request', (request) => opened.requests.push(`${request.method()} ${request.url()}`));
    opened.page.on('pageerror', (error) => opened.errors.push(String(error)));
    tabs.set(name, opened);
  }
  return tabs.get(name);
}

async function done({ page: name, at, do: what, with: values = [] }) {
  const { page, requests, errors } = await tab(name);
  if (at !== undefined) return page.locator(at)[what](...values);
  if (what === 'requests') return requests;
  if (what === 'forget') return forget(page, requests);
  if (what === 'errors') return errors;
  if (what === 'flaws') return flaws(page);
  if (what === 'unreached') return unreached(page);
  if (what === 'shifts') return page.evaluate(() => window.opsflowShifts);
  await page[what](...values);
  return null;
}

async function forget(page, requests) {
  requests.splice(0);
  await page.evaluate(() => window.opsflowShifts?.splice(0));
  return null;
}

async function flaws(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // What is still on its way in has half its colour: everything arrives at once, while axe looks.
    const still = document.createElement('style');
    still.textContent = '*, ::before, ::after { transition: none !important; animation: none !important }';
    document.head.append(still);
    const isMoving = () => document.querySelector('[data-starting-style], [data-ending-style]') !== null;
    for (let frames = 0; frames === 0 || (frames < 600 && isMoving()); frames++)
      await new Promise(requestAnimationFrame);
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    still.remove();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
  });
}

// A field for a date has so many stops at most; and no page has more than can be walked in so many steps.
const STOPS = 10;
const STEPS = 2000;

// From one to the next by Tab, until the first comes again or it goes no further.
async function unreached(page) {
  await page.evaluate(() => {
    window.opsflowReached = new Set();
  });
  const here = () =>
    page.evaluate(() => {
      const { activeElement: one, body } = document;
      const isNew = !window.opsflowReached.has(one);
      const isSame = one === window.opsflowLast;
      window.opsflowLast = one;
      if (one !== body) window.opsflowReached.add(one);
      return { isNew, isSame };
    });
  for (let stops = 0, steps = 0; stops < STOPS && steps < STEPS; steps++) {
    await page.keyboard.press('Tab');
    const { isNew, isSame } = await here();
    if (!isNew && !isSame) break;
    stops = isNew ? 0 : stops + 1;
  }
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
      .filter((one) => one.checkVisibility() && !one.disabled && !window.opsflowReached.has(one))
      // Within these, arrows lead on.
      .filter((one) => !one.matches('[role=tab], [role=radio], [type=radio], [role^=menuitem]'))
      .map((one) => one.outerHTML.slice(0, 160)),
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await done(JSON.parse(line)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: String(error.message ?? error) }),
  );
  console.log(JSON.stringify(answer));
}
await browser.close();
