// Pictures of every page from a running stand-in, in both themes and two widths, to be looked at by a person.
//
//   node dev/look.mjs http://127.0.0.1:8090 /tmp/look
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8090', out = '/tmp/look'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
for (const theme of ['light', 'dark']) {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ]) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      deviceScaleFactor: width < 500 ? 2 : 1,
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.log(theme, width, message.text()));
    page.on('pageerror', (error) => console.log(theme, width, error.message));
    const shoot = (name) => page.screenshot({ path: `${out}/${name}-${theme}-${width}.png` });
    await page.goto(base);
    await page.getByTestId('sign-in-page').waitFor();
    await page.waitForTimeout(200);
    await shoot('sign-in');
    await page.fill('input[name=email]', 'ada@sample.test');
    await page.fill('input[name=password]', 'sample');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(3500);
    await shoot('board');
    const live = page.locator('[data-look=running]').first();
    const href = await live.getAttribute('href').catch(() => null);
    if (href) await page.goto(base + href);
    await page.waitForTimeout(3000);
    await shoot('run');
    if (width < 500) {
      await page.locator('[data-state=running]').first().click();
      await page.waitForTimeout(1500);
      await shoot('run-step');
    }
    await page.goto(`${base}/?status=completed`);
    await page.waitForTimeout(800);
    const done = await page.locator('[data-look=completed]').first().getAttribute('href');
    await page.goto(`${base + done}?artifact=art_${done.split('/').at(-1)}`);
    await page.waitForTimeout(1200);
    await shoot('artifact');
    await page.goto(`${base}/agents`);
    await page.waitForTimeout(800);
    await shoot('agents');
    await page.getByTestId('person-menu').click();
    await page.waitForTimeout(300);
    await shoot('menu');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    await page.keyboard.press('?');
    await page.waitForTimeout(400);
    await shoot('shortcuts');
    await page.goto(`${base}/nowhere`);
    await page.waitForTimeout(500);
    await shoot('not-found');
    await context.close();
  }
}
await browser.close();
