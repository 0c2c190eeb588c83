import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { kindOf, linksOf } from './follow-links.ts';
import { lookAtPage } from './look-at-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const lookAt = async (body: string) => {
  const page = await browser.newPage();
  const html = `<!doctype html><html lang="en"><title>A page</title><meta name="viewport" content="width=device-width"><body><main><h1>A page</h1>${body}</main></body></html>`;
  const found = await lookAtPage(page, `data:text/html;charset=utf-8,${encodeURIComponent(html)}`, { dark: true });
  await page.close();
  return found;
};

test('a page that can be seen, read aloud and held in one hand is left alone', async () => {
  expect(await lookAt('<p>All is well.</p>')).toEqual([]);
});

test('pale letters, pictures without words, sideways scrolling and broken scripts are found', async () => {
  const found = await lookAt(
    '<p style="color:#bbb;background:#fff">Pale</p><img src="data:,"><div style="width:900px" class="broad">x</div><script>throw new Error("broken")</script>',
  );
  expect(found.filter((one) => one.includes('color-contrast')).length).toBe(2);
  expect(found.join('\n')).toContain('axe: image-alt');
  expect(found.join('\n')).toContain('scrolls sideways: 908 wide in 390');
  expect(found.join('\n')).toContain('script: broken');
});

test('addresses that differ only in what they are about are of one kind', () => {
  const id = '01a20cdf-add5-742e-ac31-5c877e62dbbb';
  expect(kindOf(`/annual-reviews/${id}/sign`)).toBe('/annual-reviews/:id/sign');
  expect(kindOf('/action-plans?year=2026')).toBe('/action-plans?year');
  expect(kindOf(`/trail/school/${id}/2026-11-02`)).toBe('/trail/school/:id/:date');
});

test('links of ours are followed, whatever they look like; others are not', () => {
  const html = `<a class="x" href="/schools">a</a> <a href="?page=2&amp;q=x">b</a> <a href="#top">c</a> <a href="https://other.example/">d</a> <a href="mailto:x@y.example">e</a> <a href="/assets/a.css">f</a>`;
  expect(linksOf(html, '/trail')).toEqual(['/schools', '/trail?page=2&q=x', '/trail']);
});
