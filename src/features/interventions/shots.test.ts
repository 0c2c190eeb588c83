import { test } from 'vitest';
import { lookAtPage } from '#test/support/look-at-page.ts';
import { useRunningApp } from '#test/support/running-app.ts';

const running = useRunningApp();

test('shots', async () => {
  const names = (process.env['SHOT_NAMES'] ?? '').split(',');
  for (const name of names) {
    const context = await running.signIn(name);
    const page = await context.newPage();
    await page.goto('/interventions');
    const hrefs = await page.$$eval('main a[href^="/interventions/"]', (links) =>
      links.map((a) => a.getAttribute('href') ?? ''),
    );
    console.log(name, hrefs);
    const paths = ['/interventions', ...new Set(hrefs), '/intervention-rules'];
    if (name === names[0]) {
      for (const href of new Set(hrefs)) {
        await page.goto(href);
        if (await page.getByRole('link', { name: 'Propose direct leadership' }).count()) {
          await page.goto(`${href}/direct-leadership`);
          await page.screenshot({ path: '/tmp/shots/propose.png', fullPage: true });
          console.log('look propose', await lookAtPage(page, `${href}/direct-leadership`));
          await page.getByLabel('Which aspect').fill('Curriculum and teaching in Years 3 and 4');
          await page.getByLabel('Who leads it?').selectOption({ index: 1 });
          await page.getByLabel('First day').fill('2026-11-30');
          await page.getByLabel('Last day').fill('2027-07-16');
          await page
            .getByLabel('What has to be reached')
            .fill('Teaching is judged 2 or better in two reviews in a row.');
          await page.getByRole('button', { name: 'Propose to the board' }).click();
          break;
        }
      }
      await page.goto('/intervention-rules');
      await page.getByRole('button', { name: 'Change the rules in a new version' }).click();
      const draft = new URL(page.url()).pathname;
      paths.push(draft, `${draft}/past-years`, `${draft}/rules/add?framework=ofsted-2025`);
    }
    for (const [index, path] of paths.entries()) {
      console.log(name, path, await lookAtPage(page, path, { dark: true }));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.screenshot({ path: `/tmp/shots/${name.split(' ')[0]}-${index}.png`, fullPage: true });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.screenshot({ path: `/tmp/shots/${name.split(' ')[0]}-${index}-m.png`, fullPage: true });
    }
    await context.close();
  }
}, 180000);
