import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { addPredecessor } from './actions/add-predecessor.ts';
import { addDepartment, closeDepartment } from './actions/change-departments.ts';
import { addSchool, changeSchool } from './actions/save-school.ts';
import type { SchoolInput } from './forms.ts';
import { showSchoolDetails } from './pages/school-details.tsx';
import { departmentsOf, schoolsWithHeads } from './queries.ts';

const database = useDatabase();

const input = (values: Partial<SchoolInput> = {}): SchoolInput => ({
  name: 'Larkfield Primary School',
  urn: '955001',
  phase: 'primary',
  lowAge: 4,
  highAge: 11,
  stages: ['early_years'],
  establishmentType: null,
  localAuthority: null,
  capacity: 210,
  joinedOn: null,
  leftOn: null,
  revision: 1,
  ...values,
});

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id, name: 'Ada Invented' });
  const manage = <T>(work: (ctx: Ctx) => Promise<T>) => runAs(database, administrator, 'school:manage', work);
  return { trust, school, other, administrator, head, manage };
}

const request = (schoolId: string) => ({
  method: 'GET' as const,
  url: '/',
  params: { schoolId },
  query: {},
  form: {},
  files: [],
  headers: {},
  ip: '',
  inBackground: false,
});

test('an administrator adds a school, and its change is kept with the revision it was made from', async () => {
  const { manage } = await world();
  const id = await manage((ctx) => addSchool(ctx, input()));
  await manage((ctx) => changeSchool(ctx, id, input({ name: 'Larkfield Academy' })));
  const stale = manage((ctx) => changeSchool(ctx, id, input({ name: 'Too late' })));
  await expect(stale).rejects.toThrow(StaleRevision);
  const stored = await database.owner.pool.query('select name, revision from school where id = $1', [id]);
  expect(stored.rows).toEqual([{ name: 'Larkfield Academy', revision: 2 }]);
});

test('the trail says when a school left, in a date that people read', async () => {
  const { manage } = await world();
  const id = await manage((ctx) => addSchool(ctx, input()));
  await manage((ctx) => changeSchool(ctx, id, input({ leftOn: Temporal.PlainDate.from('2026-08-31') })));
  const { rows } = await database.owner.pool.query(
    "select summary from event where subject_id = $1 and kind = 'school.changed'",
    [id],
  );
  expect(rows).toEqual([
    { summary: 'changed the details of Larkfield Primary School, which left the trust on 31 August 2026' },
  ]);
});

test('two schools of a trust cannot share a URN', async () => {
  const { manage } = await world();
  await manage((ctx) => addSchool(ctx, input()));
  await expect(manage((ctx) => addSchool(ctx, input({ name: 'Another' })))).rejects.toThrow(
    'Larkfield Primary School already has the URN 955001',
  );
});

test('a school cannot leave before it joined', async () => {
  const { manage } = await world();
  const dates = { joinedOn: Temporal.PlainDate.from('2024-09-01'), leftOn: Temporal.PlainDate.from('2023-09-01') };
  await expect(manage((ctx) => addSchool(ctx, input(dates)))).rejects.toThrow(Invalid);
});

test('a head teacher may not change what a school is', async () => {
  const { head, school } = await world();
  const attempt = runAs(database, head, 'school:read', (ctx) => changeSchool(ctx, school.id, input()));
  await expect(attempt).rejects.toThrow(Forbidden);
});

test('a head teacher sees the own school and no other', async () => {
  const { head, school, other } = await world();
  const seen = await runAs(database, head, 'school:read', schoolsWithHeads, { readOnly: true });
  expect(seen.map((row) => [row.id, row.head])).toEqual([[school.id, 'Ada Invented']]);
  const elsewhere = runAs(database, head, 'school:read', (ctx) => showSchoolDetails(ctx, request(other.id)), {
    readOnly: true,
  });
  await expect(elsewhere).rejects.toThrow(NotFound);
});

test('a department is added once, and closing it keeps it on record', async () => {
  const { manage, school } = await world();
  await manage((ctx) => addDepartment(ctx, school.id, { name: 'Mathematics', subject: 'Mathematics' }));
  await expect(manage((ctx) => addDepartment(ctx, school.id, { name: 'Mathematics', subject: null }))).rejects.toThrow(
    'already has a department',
  );
  const [department] = await manage((ctx) => departmentsOf(ctx, school.id));
  await manage((ctx) => closeDepartment(ctx, school.id, department?.id ?? ''));
  const after = await manage((ctx) => departmentsOf(ctx, school.id));
  expect(after.map((row) => [row.name, row.subject, row.closed_on?.toString()])).toEqual([
    ['Mathematics', 'Mathematics', '2026-11-23'],
  ]);
});

test('a school is never its own predecessor', async () => {
  const { manage, school } = await world();
  const closedOn = Temporal.PlainDate.from('2018-03-31');
  const itself = manage((ctx) =>
    addPredecessor(ctx, school.id, { predecessorUrn: school.urn, predecessorName: 'Itself', closedOn }),
  );
  await expect(itself).rejects.toThrow('its own predecessor');
});

test('a department of another trust is out of reach', async () => {
  const mine = await world();
  const theirs = await world();
  await theirs.manage((ctx) => addDepartment(ctx, theirs.school.id, { name: 'Science', subject: null }));
  const [department] = await theirs.manage((ctx) => departmentsOf(ctx, theirs.school.id));
  await expect(mine.manage((ctx) => closeDepartment(ctx, theirs.school.id, department?.id ?? ''))).rejects.toThrow(
    NotFound,
  );
});
