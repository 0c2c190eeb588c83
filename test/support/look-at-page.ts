import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] };
type AxeWindow = { axe: { run(options: object): Promise<{ violations: Violation[] }> } };

/** What axe finds wrong with a page as it stands, by these rules or by all of its own. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as AxeWindow;
    const options = only ? { runOnly: { type: 'rule', values: only } } : {};
    return (await axe.run({ ...options, resultTypes: ['violations'] })).violations;
  }, rules);
  return found.map(({ id, help, nodes }) => {
    const [first] = nodes;
    const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : '';
    return `${id}: ${help} (${first?.target.join(' ')}${more})`;
  });
}

/** The widest thing that makes a page scroll sideways, or null. */
const sideways = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const widest = [...document.body.querySelectorAll('*')].findLast(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return `${scrollWidth} wide in ${clientWidth}: <${widest?.tagName.toLowerCase()} class="${widest?.className}">`;
  });

const wide = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Everything that is wrong with a page to look at: what axe finds, what its console says (the Content Security Policy speaks there), sideways scrolling on a
 * telephone; with `dark`, the contrast of the dark colours too.
 */
export async function lookAtPage(page: Page, path: string, { dark = false } = {}): Promise<string[]> {
  const problems: string[] = [];
  const onConsole = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  };
  const onError = (error: Error) => void problems.push(`script: ${error.message}`);
  page.on('console', onConsole);
  page.on('pageerror', onError);
  try {
    await page.setViewportSize(wide);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path, { waitUntil: 'load' });
    problems.push(...(await violations(page)).map((one) => `axe: ${one}`));
    if (dark) {
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      problems.push(...(await violations(page, ['color-contrast'])).map((one) => `axe, dark: ${one}`));
    }
    await page.setViewportSize(phone);
    const scrolls = await sideways(page);
    if (scrolls) problems.push(`scrolls sideways: ${scrolls}`);
  } finally {
    page.off('console', onConsole);
    page.off('pageerror', onError);
  }
  return problems;
}
