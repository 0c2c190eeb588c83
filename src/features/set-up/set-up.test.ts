import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAgent, buildWeb, type Web } from '#features/sign-in/build.ts';
import { connect } from '#platform/db/connect.ts';
import { useDatabase } from '#test/support/database.ts';
import { offerSetUp } from './actions/offer-set-up.ts';
import { setUpPaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const links = `,URN,Group UID,Group ID,Group Name,Companies House Number,Group Type (code),Group Type,Closed Date,Open date,Incorporated on (open date),Group Status (code),Group Status,Joined date,EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),PhaseOfEducation (code),PhaseOfEducation (name),LA (code),LA (name)
0,990101,9001,TR99001,THE INVENTED VALLEY TRUST,1234567.0,6,Multi-academy trust,,,2012-08-30,OPEN,Open,2012-10-01,Valley High School,34,Academy converter,4,Secondary,999,Nowhere
1,990102,9001,TR99001,THE INVENTED VALLEY TRUST,1234567.0,6,Multi-academy trust,,,2012-08-30,OPEN,Open,2020-09-01,Valley Primary School,34,Academy converter,2,Primary,999,Nowhere
2,990102,9002,SP99002,Invented Valley (sponsor),,5,School sponsor,,2021-01-21,,OPEN,Open,2021-01-21,Valley Primary School,34,Academy converter,2,Primary,999,Nowhere
`;

const offer = async () => {
  const owner = connect(database.url, { as: 'owner', max: 1 });
  const token = await offerSetUp(owner.db).finally(() => owner.close());
  if (!token) throw new Error('A trust exists already.');
  return token;
};

async function upload(agent: ReturnType<typeof buildAgent>, token: string, search: string, file: string) {
  const page = await agent.get(setUpPaths.start(token));
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const boundary = 'boundary-of-the-test';
  const part = (name: string, extra: string, body: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${extra}\r\n\r\n${body}\r\n`;
  const payload = `${part('_csrf', '', csrf)}${part('search', '', search)}${part('files', '; filename="links.csv"', file)}--${boundary}--\r\n`;
  const cookie = [...agent.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return await web.app.inject({
    method: 'POST',
    url: setUpPaths.file(token),
    payload,
    headers: { cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

test('the first hour: a trust is found in the group links file, checked, made, and its administrator signs in', async () => {
  const token = await offer();
  const agent = buildAgent(web);
  const nowhere = await upload(agent, token, 'Another Trust', links);
  expect(nowhere.statusCode).toBe(400);
  expect(nowhere.body).toContain('None of the 1 trusts in these files matches');
  expect((await upload(agent, token, 'valley', 'this is,not\na register,file')).body).toContain(
    'The column names are not those of a file that Cairn reads',
  );
  expect((await upload(agent, token, 'invented valley', links)).headers.location).toBe(setUpPaths.choose(token));

  const choose = await agent.get(setUpPaths.choose(token));
  expect(choose.body).toContain('THE INVENTED VALLEY TRUST');
  expect(choose.body).not.toContain('sponsor)');
  await agent.post(setUpPaths.choose(token), { uid: '9001' });
  const check = await agent.get(setUpPaths.check(token));
  expect(check.body).toContain('Valley Primary School');
  expect(check.body).toContain('Assumed from the phase');
  const refused = await agent.post(setUpPaths.check(token), {
    trustName: 'The Invented Valley Trust',
    name: 'Ada',
    email: 'nonsense',
    jobTitle: '',
  });
  expect(refused.statusCode).toBe(400);

  const made = await agent.post(setUpPaths.check(token), {
    trustName: 'The Invented Valley Trust',
    name: 'Ada Invented',
    email: 'Ada@valley.example',
    jobTitle: '',
  });
  const invitation = String(made.headers.location);
  expect(invitation).toMatch(/^\/invitation\//);
  await agent.get(invitation);
  const accepted = await agent.post(invitation, {
    password: 'slate walnut harbour',
    again: 'slate walnut harbour',
  });
  expect(accepted.statusCode).toBe(303);
  const home = await agent.get('/');
  expect(home.body).toContain('What is set up');
  expect(home.body).toContain('The Invented Valley Trust');
  expect((await agent.get('/schools')).body).toContain('Valley High School');
  expect((await agent.get('/frameworks')).statusCode).toBe(200);

  expect((await agent.get(setUpPaths.start(token))).statusCode).toBe(404);
  await expect(offer()).rejects.toThrow('A trust exists already');
  const stored = await database.owner.pool.query('select token_sha256, used_at from set_up_link');
  expect(stored.rows[0].token_sha256).toBe(createHash('sha256').update(token).digest('hex'));
  expect(stored.rows[0].used_at).not.toBeNull();
});

test('a link that nobody was given opens nothing', async () => {
  expect((await buildAgent(web).get(setUpPaths.start('guessed'))).statusCode).toBe(404);
});
