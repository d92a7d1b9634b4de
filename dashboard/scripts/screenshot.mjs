// Takes the README's pictures from a running server: the board and the page of a run, light and dark.
//
//   node scripts/screenshot.mjs <base url> <email> <password> <output directory>
//
// Needs Chromium; CHROMIUM names it when it is not /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

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
try {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    const page = await context.newPage();
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
    // A running card shows most; without one any card will do.
    const running = page.locator('[data-look=running]').first();
    await running.waitFor({ timeout: 45_000 }).catch(() => {});
    const card = (await running.count()) > 0 ? running : page.locator('[data-card]').first();
    const href = await card.getAttribute('href', { timeout: 5000 });
    // The demo's steps are short: a moment for the first progress to arrive, no more.
    await page.waitForTimeout(450);
    await shoot('board');
    await page.goto(new URL(href, base).href);
    await page.getByTestId('run-page').waitFor();
    await page.waitForTimeout(1500);
    await shoot('run');
    await context.close();
  }
} finally {
  await browser.close();
}
