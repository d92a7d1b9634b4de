// Takes the README's pictures from a running server: the board and the page of a run, light and dark.
//
//   node scripts/screenshot.mjs <base url> <email> <password> <output directory>
//
// Needs Chromium; CHROMIUM names it when it is not /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const MOST_TRIES = 20;
/** So long a card is on its way to another column, at most. */
const FLIGHT_MS = 700;
/** The demo starts a run every half minute. */
const NEXT_RUN_MS = 60_000;

const [base, email, password, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('Usage: node scripts/screenshot.mjs <base url> <email> <password> <output directory>');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync'],
  ],
});
/** Two steps at work on one card, one of them with its progress, and no card on its way: what shows most. */
function isAtWork() {
  if (document.getAnimations().some((one) => one.constructor === Animation)) return false;
  return [...document.querySelectorAll('[data-look=running]')].some((card) => {
    const steps = [...card.querySelectorAll('[data-testid^=live-step-]')];
    return steps.length > 1 && steps.some((step) => /\d%/.test(step.textContent));
  });
}

/** Holds back what the server tells while a picture is taken: the demo's steps take half a second. */
async function holdable(page) {
  let held = null;
  await page.routeWebSocket('**/ws/board', (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => (held === null ? socket.send(frame) : held.push(() => socket.send(frame))));
  });
  return {
    hold() {
      held = [];
    },
    release() {
      const frames = held;
      held = null;
      for (const send of frames) send();
    },
  };
}

async function boardAtWork(page, line, shoot) {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await page.waitForFunction(isAtWork, undefined, { timeout: NEXT_RUN_MS });
    line.hold();
    await page.waitForTimeout(FLIGHT_MS);
    const still = await page.evaluate(isAtWork);
    if (still) await shoot();
    line.release();
    if (still) return;
  }
  throw new Error('No run had two steps at work for long enough to take a picture.');
}

try {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    const page = await context.newPage();
    const line = await holdable(page);
    const shoot = async (name) => {
      const path = join(out, `${name}-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(path);
    };
    await page.goto(base);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=connection][data-status=live]').waitFor();
    await boardAtWork(page, line, () => shoot('board'));
    const href = await page.locator('[data-card]').first().getAttribute('href', { timeout: 5000 });
    await page.goto(new URL(href, base).href);
    await page.getByTestId('run-page').waitFor();
    await page.waitForTimeout(1500);
    await shoot('run');
    await context.close();
  }
} finally {
  await browser.close();
}
