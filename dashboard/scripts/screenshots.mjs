// Pictures of every page in every state, at 1280 and 390 pixels, light and dark, from a running server; to be looked at by
// a person. What a person may miss is told: violations of WCAG 2.2 A and AA that axe finds, pages wider than the screen,
// and exceptions. Any of them makes the exit code 1.
//
//   npm run screenshots -- <base url> <email> <password> <directory> [name…]
//
// With names only those scenes (scripts/scenes.mjs). The README's pictures are of the demo:
//
//   npm run screenshots -- <base url> <email> <password> ../docs/images board-at-work
//
// Needs Chromium; CHROMIUM names it when it is not /usr/bin/chromium.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { scenes } from './scenes.mjs';

const [base, email, password, out, ...names] = process.argv.slice(2);
if (out === undefined) {
  console.error('Usage: npm run screenshots -- <base url> <email> <password> <directory> [name…]');
  process.exit(2);
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = names.length === 0;
const wanted = scenes.filter(({ name, onlyNamed }) => (all ? !onlyNamed : names.includes(name)));
const found = [];
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync'],
  ],
});
try {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ]) {
    for (const colorScheme of ['light', 'dark']) await shootAll(width, height, colorScheme);
  }
} finally {
  await browser.close();
}
for (const line of found) console.log(line);
if (found.length > 0) process.exit(1);

async function shootAll(width, height, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme,
  });
  const page = await context.newPage();
  const finish = async (name, shown = page) => {
    await shown.evaluate(() => document.fonts.ready);
    // Menus and dialogs come in 150 ms.
    await shown.waitForTimeout(300);
    const file = `${name}-${colorScheme}-${width}.png`;
    await shown.screenshot({ path: join(out, file) });
    for (const flaw of await flaws(shown)) found.push(`${file}: ${flaw}`);
    console.log(join(out, file));
  };
  await page.goto(base);
  await page.fill('input[name=email]', email);
  if (all) await finish('sign-in');
  await page.fill('input[name=password]', password);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=connection][data-status=live]').waitFor();
  for (const scene of wanted.filter(({ widths = [width] }) => widths.includes(width))) {
    const path = typeof scene.path === 'string' ? scene.path : await scene.path(page);
    if (path === null) {
      console.log(`${scene.name}: left out, the server has nothing to show there`);
      continue;
    }
    const tab = await context.newPage();
    tab.on('pageerror', (error) => found.push(`${scene.name}-${colorScheme}-${width}: ${error.message}`));
    try {
      await scene.before?.(tab);
      await tab.goto(new URL(path, base).href);
      await tab.locator(scene.ready).first().waitFor();
      await tab.waitForTimeout(500);
      await scene.act?.(tab);
      await finish(scene.name, tab);
    } catch (error) {
      found.push(`${scene.name}-${colorScheme}-${width}: ${String(error.message).split('\n')[0]}`);
    } finally {
      await tab.close();
    }
  }
  await context.close();
}

async function flaws(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    const told = violations.map(({ id, help, nodes }) => {
      const [{ target, failureSummary }] = nodes;
      return `${id} (${help}) at ${nodes.length} places, first ${target}: ${failureSummary.split('\n').slice(1).join(';')}`;
    });
    const wide = [...document.querySelectorAll('main, main > div')].filter(
      (element) => element.scrollWidth > element.clientWidth + 1,
    );
    return [
      ...told,
      ...wide.map((element) => `wider than the screen: ${element.dataset.testid ?? element.tagName}`),
    ];
  });
}
