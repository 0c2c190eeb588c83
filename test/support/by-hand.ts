import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './running-app.ts';

/** What somebody without scripts does on our pages: go home, follow links, fill in fields by their labels, choose by keyboard, press buttons. */
export type Visitor = {
  page: Page;
  /** Opens the home page and follows what waits there. */
  fromHome(what: string | RegExp): Promise<void>;
  follow(link: string | RegExp): Promise<void>;
  fill(label: string | RegExp, value: string): Promise<void>;
  choose(label: string | RegExp, within?: string): Promise<void>;
  press(button: string | RegExp, within?: string): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  leave(): Promise<void>;
};

/** The whole label, whether or not it says that the field may be left empty. */
const labelled = (label: string) => new RegExp(`^${RegExp.escape(label)}(\\s*\\(optional\\))?$`);

/** Signs in as somebody of the invented trust, in a browser that runs no scripts. */
export async function byHand(running: RunningApp, name: string): Promise<Visitor> {
  const context: BrowserContext = await running.signIn(name, { javaScriptEnabled: false });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const answered = async () => {
    const problem = page.getByRole('alert');
    const said = (await problem.count()) > 0 ? await problem.first().textContent() : '';
    expect(said ?? '', `on ${page.url()}`).toBe('');
  };
  const part = (within: string | undefined) => (within === undefined ? page : page.getByRole('form', { name: within }));
  return {
    page,
    fromHome: async (what) => {
      await page.goto('/');
      const link = page.getByRole('main').getByRole('link', { name: what, includeHidden: true }).first();
      // What is less pressing is folded away; somebody who looks for it unfolds it.
      if (!(await link.isVisible())) await page.getByText(/^\d+ more things? waits?$/).click();
      await link.click();
    },
    follow: (link) => page.getByRole('main').getByRole('link', { name: link }).first().click(),
    fill: (label, value) => page.getByLabel(typeof label === 'string' ? labelled(label) : label).fill(value),
    choose: (label, within) =>
      part(within)
        .getByRole('radio', typeof label === 'string' ? { name: label, exact: true } : { name: label })
        .press('Space'),
    press: async (button, within) => {
      await part(within).getByRole('button', { name: button }).first().click();
      await answered();
    },
    sees: async (text) => {
      await page.getByText(text).first().waitFor();
    },
    leave: () => context.close(),
  };
}
