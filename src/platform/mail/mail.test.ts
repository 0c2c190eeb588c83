import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { type Jobs, startJobs } from '../jobs/jobs.ts';
import { queueMail, sendMailJob } from './queue-mail.ts';
import { mailWorker } from './send-mail.ts';

const database = useDatabase();

/** As much of SMTP (RFC 5321) as it takes to receive a mail, or to refuse every recipient. */
let server: Server;
let smtpUrl = '';
let received: string[] = [];
let refusing = false;

beforeAll(async () => {
  server = createServer((socket) => {
    let inText = false;
    let text = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 invented.example');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (inText) {
          if (line === '.') {
            inText = false;
            received.push(text);
            say('250 Taken');
          } else text += `${line}\n`;
        } else if (/^(?:EHLO|HELO)/i.test(line)) say('250 invented.example');
        else if (/^RCPT/i.test(line)) say(refusing ? '550 No such person' : '250 Good');
        else if (/^DATA/i.test(line)) {
          inText = true;
          text = '';
          say('354 Go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 Bye');
          socket.end();
        } else say('250 Good');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
beforeEach(() => {
  received = [];
  refusing = false;
});
afterAll(() => void server.close());

const token = 'A'.repeat(43);

async function queued() {
  const trust = await buildTrust(database.db, 'Slate Hill Trust');
  const actor = await buildActor(database.db, trust, 'administrator');
  const body = `Choose it here:\nhttp://localhost:3000/reset-password/${token}`;
  const mailId = await runAs(database, actor, 'own-account', (ctx) =>
    queueMail(ctx, { personId: null, to: 'ann@invented.example', subject: 'A new password', body }),
  );
  return { trustId: trust.id, mailId };
}

async function stored(mailId: string) {
  const found = await database.owner.pool.query('select * from mail_message where id = $1', [mailId]);
  return found.rows[0];
}

test('mail goes out in the trust’s name, once however often the job runs, and its link is then forgotten here', async () => {
  const mail = await queued();
  const send = mailWorker(database.db, { smtpUrl, from: 'Cairn <cairn@invented.example>' });
  await send(mail);
  await send(mail);
  expect(received).toHaveLength(1);
  expect(received[0]?.replaceAll('=\n', '')).toContain(token);
  expect(received[0]).toContain('Slate Hill Trust');
  const row = await stored(mail.mailId);
  expect(row.sent_at).not.toBeNull();
  expect(row.body).not.toContain(token);
});

test('two workers at the same moment send a mail once', async () => {
  const mail = await queued();
  const send = mailWorker(database.db, { smtpUrl, from: 'cairn@invented.example' });
  await Promise.all([send(mail), send(mail)]);
  expect(received).toHaveLength(1);
});

test('a refused mail stays, says why, and asks to be tried again', async () => {
  refusing = true;
  const mail = await queued();
  const send = mailWorker(database.db, { smtpUrl, from: 'cairn@invented.example' });
  await expect(send(mail)).rejects.toThrow('No such person');
  expect(await stored(mail.mailId)).toMatchObject({ sent_at: null, failed_attempts: 1 });
  expect((await stored(mail.mailId)).last_error).toContain('No such person');
  refusing = false;
  await send(mail);
  expect(received).toHaveLength(1);
  expect((await stored(mail.mailId)).last_error).toBeNull();
});

/** A mail stored as a running Cairn stores it, with the work of sending it. */
async function queuedWith(jobs: Jobs) {
  const trust = await buildTrust(database.db, 'Slate Hill Trust');
  const actor = await buildActor(database.db, trust, 'administrator');
  const services = { ...database.services, enqueue: jobs.enqueue };
  return await runAs({ ...database, services }, actor, 'own-account', (ctx) =>
    queueMail(ctx, {
      personId: null,
      to: 'ann@invented.example',
      subject: 'Welcome',
      body: `Here: /invitation/${token}`,
    }),
  );
}

test('without a mail server the mail stays whole for the administrator to read, and goes out once there is one', async () => {
  const without = await startJobs({ databaseUrl: database.url, workers: { [sendMailJob]: null } });
  const mailId = await queuedWith(without);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await without.stop();
  expect(await stored(mailId)).toMatchObject({ sent_at: null, failed_attempts: 0 });
  expect((await stored(mailId)).body).toContain(token);

  const send = mailWorker(database.db, { smtpUrl, from: 'cairn@invented.example' });
  const withOne = await startJobs({ databaseUrl: database.url, workers: { [sendMailJob]: send } });
  try {
    await vi.waitFor(() => expect(received).toHaveLength(1), 15_000);
    await vi.waitFor(async () => expect((await stored(mailId)).sent_at).not.toBeNull(), 5000);
  } finally {
    await withOne.stop();
  }
});

test('a mail whose link has expired meanwhile does not go out, and says so', async () => {
  const mail = await queued();
  const send = mailWorker(database.db, { smtpUrl, from: 'cairn@invented.example' });
  await send({ ...mail, goodUntil: Temporal.Now.instant().subtract({ minutes: 1 }).toString() });
  expect(received).toEqual([]);
  expect(await stored(mail.mailId)).toMatchObject({ sent_at: null, failed_attempts: 0 });
  expect((await stored(mail.mailId)).last_error).toContain('its link had expired');
  await send({ ...mail, goodUntil: Temporal.Now.instant().add({ minutes: 1 }).toString() });
  expect(received).toHaveLength(1);
});

test('how long a link is good is kept with the work of sending it', async () => {
  const trust = await buildTrust(database.db);
  const actor = await buildActor(database.db, trust, 'administrator');
  const kept: unknown[] = [];
  const services = { ...database.services, enqueue: async (_tx: unknown, job: unknown) => void kept.push(job) };
  const mail = { personId: null, to: 'ann@invented.example', subject: 'A new password', body: 'Within an hour.' };
  await runAs({ ...database, services }, actor, 'own-account', (ctx) =>
    queueMail(ctx, { ...mail, goodUntil: ctx.now.add({ hours: 1 }) }),
  );
  const goodUntil = database.services.clock.now().add({ hours: 1 }).toString();
  expect(kept).toEqual([{ name: sendMailJob, data: expect.objectContaining({ trustId: trust.id, goodUntil }) }]);
});
