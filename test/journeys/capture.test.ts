import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Device, type Network, startDevice, startNetwork } from '../support/device.ts';
import { lookAtPage, violations } from '../support/look-at-page.ts';
import { useRunningApp } from '../support/running-app.ts';
import { cast } from '../world/cast.ts';

// Notes written on a phone where there is no signal: the network is really cut and the browser really killed.
const running = useRunningApp();
const tobias = cast.trustLeader.name;
const devices: Device[] = [];
let network: Network;

beforeAll(async () => {
  network = await startNetwork(running.address());
}, 60_000);
afterAll(() => network.close());
afterEach(async () => {
  network.cut(false);
  network.block(null);
  network.loseAnswers(null);
  for (const device of devices.splice(0)) await device.throwAway();
});

const rows = async (query: string, values: unknown[] = []) =>
  (await running.database.owner.pool.query(query, values)).rows;
const notesWith = (words: string) => rows('select * from visit_note where words like $1', [`%${words}%`]);

async function device(): Promise<Device> {
  const made = await startDevice(network);
  devices.push(made);
  return made;
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${network.address}/sign-in?next=/capture`);
  await page
    .getByRole('button', { name: `Sign in as ${name}`, exact: true })
    .first()
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Opens notes without a network and waits until the device has kept the page. */
async function open(page: Page): Promise<void> {
  await page.goto(`${network.address}/capture`);
  await page.getByRole('button', { name: 'New note' }).waitFor();
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

async function signedIn(name: string = tobias): Promise<{ phone: Device; page: Page }> {
  const phone = await device();
  const page = await phone.page();
  await signIn(page, name);
  await open(page);
  await settled(page);
  return { phone, page };
}

/** School, reason, words: the three taps. */
async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'New note' }).click();
  await page.getByText('Marlstone Academy').click();
  await page.locator('#field-reason label').first().click();
  await page.getByLabel('What did you see?').fill(words);
  await page.getByText(/Kept on this device/).waitFor();
}
const done = (page: Page) => page.getByRole('button', { name: 'Done' }).click();
const status = (page: Page) => page.locator('#status');

test('a note written without a signal survives a flat battery and arrives exactly once', {
  timeout: 120_000,
}, async () => {
  const { phone, page } = await signedIn();
  await phone.offline(true);
  await write(page, 'Flat battery: pupils of 9B explained');
  await done(page);
  await expect.poll(() => status(page).textContent()).toContain('1 waiting');
  // A second one is in the middle of a sentence when the battery is flat.
  await write(page, 'Half a sentence about');
  await phone.kill();
  await phone.start();
  const again = await phone.page();
  await again.goto(`${network.address}/capture`);
  await again.getByText('Flat battery: pupils of 9B explained').waitFor();
  await again.getByText('Half a sentence about').click();
  expect(await again.getByLabel('What did you see?').inputValue()).toBe('Half a sentence about');
  expect(await notesWith('Flat battery')).toEqual([]);
  await phone.offline(false);
  // Browsers write cookies to the disk late: after a flat battery the session may be gone, and the page asks to sign in. The notes are there.
  await expect
    .poll(() => status(again).textContent(), { timeout: 30_000 })
    .toMatch(/Nothing waiting|Sign in to send 2 notes/);
  if ((await status(again).textContent()) !== 'Nothing waiting') {
    await signIn(again, tobias);
    await open(again);
  }
  await expect.poll(() => status(again).textContent(), { timeout: 30_000 }).toBe('Nothing waiting');
  const [note, ...others] = await notesWith('Flat battery');
  expect(others).toEqual([]);
  expect(note.recorded_at).not.toBeNull();
  expect(await rows('select id from evidence where client_id = $1', [note.client_id])).toHaveLength(1);
  const [draft] = await notesWith('Half a sentence');
  expect(draft.recorded_at).toBeNull();
});

test('where answers are lost after the note was stored, it is stored once', { timeout: 120_000 }, async () => {
  const { page } = await signedIn(cast.executivePrincipal.name);
  network.loseAnswers('/capture/sync');
  const before = network.asked('/capture/sync');
  await write(page, 'Lost answer: books of Year 8');
  await done(page);
  await expect.poll(() => network.asked('/capture/sync') - before, { timeout: 30_000 }).toBeGreaterThan(1);
  await expect.poll(async () => (await notesWith('Lost answer')).length).toBe(1);
  expect(await status(page).textContent()).toContain('1 waiting');
  network.loseAnswers(null);
  await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toBe('Nothing waiting');
  const [note, ...others] = await notesWith('Lost answer');
  expect(others).toEqual([]);
  expect(await rows('select id from evidence where client_id = $1', [note.client_id])).toHaveLength(1);
  const steps = await rows('select seq from capture_operation where note_client_id = $1', [note.client_id]);
  expect(new Set(steps.map((step) => step.seq)).size).toBe(steps.length);
});

test('the same note changed on two devices is kept twice and shown side by side until its writer chooses', {
  timeout: 180_000,
}, async () => {
  const { phone, page } = await signedIn();
  await write(page, 'Two devices');
  await expect.poll(async () => (await notesWith('Two devices')).length, { timeout: 30_000 }).toBe(1);
  const { page: tablet } = await signedIn();
  await tablet.getByText('Two devices').click();
  // Blocked rather than cut: both devices are on one network here.
  network.block('/capture/sync');
  await phone.context().setOffline(true);
  await page.getByLabel('What did you see?').fill('Two devices: on the phone');
  await tablet.getByLabel('What did you see?').fill('Two devices: on the tablet');
  for (const one of [page, tablet]) await one.getByRole('button', { name: 'Later' }).click();
  network.block(null);
  await expect.poll(async () => (await notesWith('on the tablet')).length, { timeout: 60_000 }).toBe(1);
  await phone.context().setOffline(false);
  await page.getByText('Two versions: choose between them').waitFor({ timeout: 60_000 });
  await page.getByText('Two versions: choose between them').click();
  await page.getByRole('heading', { name: 'Two versions of one note' }).waitFor();
  const main = page.getByRole('main');
  expect(await main.textContent()).toContain('on the phone');
  expect(await main.textContent()).toContain('on the tablet');
  await page.getByText('Keep the text below, made of both').click();
  await page.getByRole('button', { name: 'Keep this' }).click();
  const [note] = await notesWith('Two devices');
  expect(note.words).toBe('Two devices: on the tablet\n\nTwo devices: on the phone');
});

test('signing out hides the notes of one person from the next, and they leave only once their writer is back', {
  timeout: 180_000,
}, async () => {
  const { phone, page } = await signedIn();
  network.block('/capture/sync');
  await write(page, 'Not for others');
  await done(page);
  await page.getByText('Not for others').waitFor();
  await page.goto(`${network.address}/account`);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('form[data-sign-out]')?.requestSubmit());
  await page.waitForURL((url) => url.pathname.startsWith('/sign-in'));
  await phone.offline(true);
  await page.goto(`${network.address}/capture`);
  await page.getByText('Sign in once with a network').waitFor();
  expect(await page.textContent('body')).not.toContain('Not for others');
  await phone.offline(false);
  network.block(null);
  await signIn(page, cast.teachingLead.name);
  await open(page);
  await page.getByText(cast.teachingLead.name).waitFor();
  await expect.poll(() => status(page).textContent()).toBe('Nothing waiting');
  expect(await page.textContent('body')).not.toContain('Not for others');
  expect(await notesWith('Not for others')).toEqual([]);
  await page.goto(`${network.address}/account`);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('form[data-sign-out]')?.requestSubmit());
  await page.waitForURL((url) => url.pathname.startsWith('/sign-in'));
  await signIn(page, tobias);
  await open(page);
  await expect.poll(async () => (await notesWith('Not for others')).length, { timeout: 30_000 }).toBe(1);
});

test('a note takes less than a minute with one hand: four taps and the words', { timeout: 120_000 }, async () => {
  const { phone, page } = await signedIn();
  await phone.offline(true);
  await page.reload();
  await page.getByRole('button', { name: 'New note' }).waitFor();
  const began = Date.now();
  await page.getByRole('button', { name: 'New note' }).click();
  await page.getByText('Tarnside Primary School').click();
  await page.locator('#field-reason label').first().click();
  await page.getByLabel('What did you see?').focus();
  // Forty words a minute, as somebody types who walks from room to room.
  const words =
    'Under a minute: three groups read aloud, every child had the right book, one adult still guesses words.';
  await page.keyboard.type(words, { delay: 250 });
  await done(page);
  await page.getByText('Done, waiting to be sent').waitFor();
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await phone.offline(false);
  await expect.poll(async () => (await notesWith('Under a minute')).length, { timeout: 30_000 }).toBe(1);
});

test('a photo is looked at before it is kept, and loses where and when it was taken', {
  timeout: 120_000,
}, async () => {
  const { phone, page } = await signedIn(cast.teachingLead.name);
  await phone.offline(true);
  await write(page, 'With a photo');
  // A picture of 2,400 dots with the place and the name that a phone writes into it.
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 600;
    canvas.getContext('2d')?.fillRect(0, 0, 1200, 600);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  const jpeg = Buffer.from(drawn, 'base64');
  const exif = Buffer.from('Exif\0\0GPS 52.95N 1.15W Phone of Tobias', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const buffer = Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
  await page.locator('#photo').setInputFiles({ name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByText('Are there faces or names in it?').waitFor();
  await page.getByRole('button', { name: 'Add a black rectangle' }).click();
  await page.getByRole('button', { name: 'No faces, no names: keep it' }).click();
  await page.getByText('Photo 1').waitFor();
  await done(page);
  await phone.offline(false);
  await expect.poll(() => status(page).textContent(), { timeout: 30_000 }).toBe('Nothing waiting');
  const stored = await rows(
    `select f.content, f.media_type, f.name from visit_note n join evidence_file e on e.evidence_id = n.evidence_id
     join stored_file f on f.id = e.file_id where n.words like '%With a photo%'`,
  );
  expect(stored).toHaveLength(1);
  const [photo] = stored;
  expect([photo.media_type, photo.name]).toEqual(['image/jpeg', 'photo-1.jpg']);
  expect(photo.content.toString('latin1')).not.toMatch(/Exif|GPS|Tobias|IMG_0042/);
  // The head of the frame says how large the picture is.
  const frame = photo.content.indexOf(Buffer.from([0xff, 0xc0]));
  expect([photo.content.readUInt16BE(frame + 7), photo.content.readUInt16BE(frame + 5)]).toEqual([1600, 400]);
});

test('where the session has ended the page asks to sign in, and where the role has ended the words stay', {
  timeout: 180_000,
}, async () => {
  const { phone, page } = await signedIn(cast.primaryAdviser.name);
  await phone.offline(true);
  await write(page, 'The session ended');
  await done(page);
  await phone.context().clearCookies();
  await phone.offline(false);
  await page.getByRole('link', { name: 'Sign in to send 1 note' }).waitFor({ timeout: 30_000 });
  await page.getByText('The session ended').waitFor();
  expect(await notesWith('The session ended')).toEqual([]);
  await signIn(page, cast.primaryAdviser.name);
  await open(page);
  await expect.poll(async () => (await notesWith('The session ended')).length, { timeout: 30_000 }).toBe(1);
  await phone.offline(true);
  await write(page, 'The role ended');
  await done(page);
  const [ended] = await rows(
    `update role_grant set ended_at = now(), ended_by = person_id, end_reason = 'Left the team'
     where person_id = (select id from person where name = $1) and ended_at is null returning id`,
    [cast.primaryAdviser.name],
  );
  await phone.offline(false);
  await expect
    .poll(() => status(page).textContent(), { timeout: 30_000 })
    .toMatch(/role does not include|Sign in to send 1 note/);
  await page.getByText('The role ended').click();
  expect(await page.getByLabel('What did you see?').inputValue()).toBe('The role ended');
  expect(await notesWith('The role ended')).toEqual([]);
  await rows('update role_grant set ended_at = null, ended_by = null, end_reason = null where id = $1', [ended.id]);
});

test('a note that is open in one tab cannot be written on in another', { timeout: 120_000 }, async () => {
  const { phone, page } = await signedIn(cast.deputyMarlstone.name);
  await phone.offline(true);
  await write(page, 'In two tabs');
  const other = await phone.page();
  await other.goto(`${network.address}/capture`);
  await other.getByText('In two tabs').click();
  await other.getByText('This note is open in another tab').waitFor();
  await page.getByRole('button', { name: 'Later' }).click();
  await other.getByRole('button', { name: 'Back' }).click();
  await other.getByText('In two tabs').click();
  await other.getByLabel('What did you see?').fill('In two tabs, one after the other');
  await done(other);
  await phone.offline(false);
  await expect.poll(() => status(page).textContent(), { timeout: 30_000 }).toBe('Nothing waiting');
  const found = await notesWith('In two tabs');
  expect(found.map((note) => note.words)).toEqual(['In two tabs, one after the other']);
});

test('list, note and photo can be used by everybody: nothing that axe finds, in light and in dark, and no sideways scrolling', {
  timeout: 120_000,
}, async () => {
  const { page } = await signedIn();
  expect(await lookAtPage(page, `${network.address}/capture`, { dark: true })).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  await write(page, 'To be looked at');
  await page.getByText('What it points to, department').click();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, ['color-contrast'])).toEqual([]);
  await page.getByRole('button', { name: 'Throw this note away' }).waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Throw this note away' }).click();
  await expect
    .poll(async () => (await notesWith('To be looked at')).filter((note) => note.thrown_away_at === null))
    .toEqual([]);
});
