import { expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

it.each([
  { which: 'the browser of this machine', packaged: false },
  { which: 'the browser that a package brings', packaged: true },
])('opens a page, reads its title and takes its picture in $which', async ({ packaged }) => {
  const browser = await launchBrowser({ packaged });
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 200 } });
    await page.goto(
      'data:text/html;charset=utf-8,<title>Cairn’s page</title><h1>École: 3 of 4</h1><button>Agree</button>',
    );
    expect(await page.title()).toBe('Cairn’s page');
    expect(await page.getByRole('button').textContent()).toBe('Agree');
    const picture = await page.screenshot();
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.length).toBeGreaterThan(1_500);
  } finally {
    await browser.close();
  }
});
