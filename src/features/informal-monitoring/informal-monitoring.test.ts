import { expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildPlan, buildSignature } from '#features/action-plans/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { correctNote, withdrawNote } from './actions/correct-note.ts';
import { keepVersion, settleVersion } from './actions/keep-version.ts';
import { recordNote } from './actions/record-note.ts';
import { saveNote, throwNoteAway } from './actions/save-note.ts';
import { buildDepartment, buildDraft, buildEnquiry, buildNote, noteFields } from './build.ts';
import { patternNotes } from './pattern-queries.ts';
import { placesFor } from './place-queries.ts';
import { correctionsOf, findNote, myNote, notesOfSchool } from './queries.ts';
import { openReasons } from './reasons.ts';
import { type NoteFields, reasonKey } from './rules.ts';
import { openVersions } from './version-queries.ts';
import { visitNotesWaitingFor } from './waiting.ts';

const database = useDatabase();
const day = (text: string) => Temporal.PlainDate.from(text);

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  await buildTermDates(database.db, trust);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
  const reason = await buildEnquiry(database, leader, school.id, 'Can Year 9 rearrange a formula?');
  return { trust, school, leader, head, teacher, reason };
}

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'monitoring:write', work);
const reading = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'monitoring:read', work);
const rows = async (query: string, values: unknown[]) => (await database.owner.pool.query(query, values)).rows;
const allOf = { from: day('2026-09-01'), until: day('2026-12-31') };

test('a recorded note is evidence for its one line of enquiry, of the day on which it was seen', async () => {
  const { school, leader, reason } = await world();
  const id = await buildNote(database, leader, noteFields(school.id, { reason, tags: ['curriculum'] }));
  const note = await as(leader, (ctx) => myNote(ctx, id));
  const [evidence] = await rows('select * from evidence where id = $1', [note.evidence_id]);
  expect(evidence).toMatchObject({
    kind: 'other',
    title: 'Learning walk, 20 November 2026',
    readers: 'leaders',
    source_type: 'visit_note',
  });
  const [line] = await rows('select enquiry_id, criterion_id from evidence_line where evidence_id = $1', [evidence.id]);
  expect(line).toEqual({ enquiry_id: reason.split(':')[1], criterion_id: null });
  expect(await rows('select tag from evidence_tag where evidence_id = $1', [evidence.id])).toEqual([
    { tag: 'curriculum' },
  ]);
});

test('a criterion of a plan in force is a reason, one of a plan that is still being written is not', async () => {
  const { trust, school, head } = await world();
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const plan = await buildPlan(database, principal, school.id);
  const key = reasonKey('criterion', plan.criterionId);
  const keys = () => as(head, async (ctx) => (await openReasons(ctx, school.id)).map((one) => one.key));
  expect(await keys()).not.toContain(key);
  await buildSignature(database, head, plan.planId);
  await buildSignature(database, principal, plan.planId);
  expect(await keys()).toContain(key);
  const id = await buildNote(database, head, noteFields(school.id, { reason: key }));
  const note = await as(head, (ctx) => myNote(ctx, id));
  const [line] = await rows('select criterion_id from evidence_line where evidence_id = $1', [note.evidence_id]);
  expect(line.criterion_id).toBe(plan.criterionId);
});

test('without words or with a reason that is no longer open nothing is recorded, and the draft stays', async () => {
  const { school, leader, reason } = await world();
  const empty = await buildDraft(database, leader, noteFields(school.id, { reason, words: ' ' }));
  await expect(as(leader, (ctx) => recordNote(ctx, empty, { sameDay: 'ask' }))).rejects.toThrow('Write what you saw');
  const id = await buildDraft(database, leader, noteFields(school.id, { reason }));
  await database.owner.pool.query(
    'update line_of_enquiry set finding = $2, answered_at = now(), answered_by = $3 where id = $1',
    [reason.split(':')[1], 'Found', leader.personId],
  );
  await expect(as(leader, (ctx) => recordNote(ctx, id, { sameDay: 'ask' }))).rejects.toThrow('no longer open');
  expect((await as(leader, (ctx) => myNote(ctx, id))).recorded_at).toBeNull();
});

test('a second note of the same visit asks first, then joins the first, which keeps what it said', async () => {
  const { school, leader, reason } = await world();
  const first = await buildNote(database, leader, noteFields(school.id, { reason, words: 'In the morning' }));
  const second = await buildDraft(
    database,
    leader,
    noteFields(school.id, { reason, words: 'After lunch', points: 'development' }),
  );
  await expect(as(leader, (ctx) => recordNote(ctx, second, { sameDay: 'ask' }))).rejects.toThrow('Add this one to it');
  expect(await as(leader, (ctx) => recordNote(ctx, second, { sameDay: 'add' }))).toEqual({
    noteId: first,
    outcome: 'added',
  });
  const note = await as(leader, (ctx) => myNote(ctx, first));
  expect(note).toMatchObject({ words: 'In the morning\n\nAfter lunch', points: 'mixed' });
  const [evidence] = await rows('select summary from evidence where id = $1', [note.evidence_id]);
  expect(evidence.summary).toBe(note.words);
  const [before] = await as(leader, (ctx) => correctionsOf(ctx, first));
  expect(before).toMatchObject({ kind: 'added', words_before: 'In the morning' });
  expect(await rows('select id from evidence where school_id = $1', [school.id])).toHaveLength(1);
});

test('a second note can be kept apart, and one for another day or teacher is asked nothing', async () => {
  const { school, leader, teacher, reason } = await world();
  await buildNote(database, leader, noteFields(school.id, { reason }));
  for (const values of [{ happenedOn: day('2026-11-19') }, { observedId: teacher.personId, observedMinutes: 10 }]) {
    const id = await buildDraft(database, leader, noteFields(school.id, { reason, ...values }));
    expect((await as(leader, (ctx) => recordNote(ctx, id, { sameDay: 'ask' }))).outcome).toBe('recorded');
  }
  await buildNote(database, leader, noteFields(school.id, { reason, words: 'Apart' }));
  expect(await rows('select id from evidence where school_id = $1', [school.id])).toHaveLength(4);
});

test('a note about one teacher is read by that teacher and its writer; leaders of the school read it not', async () => {
  const { school, leader, head, teacher, reason } = await world();
  const id = await buildNote(
    database,
    leader,
    noteFields(school.id, { reason, observedId: teacher.personId, observedMinutes: 20 }),
  );
  expect((await as(leader, (ctx) => findNote(ctx, id))).observed).toBe(teacher.name);
  await expect(as(head, (ctx) => findNote(ctx, id))).rejects.toThrow('nothing here');
  expect(await reading(head, (ctx) => notesOfSchool(ctx, school.id, allOf))).toEqual([]);
  const note = await as(leader, (ctx) => myNote(ctx, id));
  const [evidence] = await rows('select kind, readers, observed_id from evidence where id = $1', [note.evidence_id]);
  expect(evidence).toEqual({ kind: 'lesson_observation', readers: 'named', observed_id: teacher.personId });
  const told = await rows('select subject from notification where person_id = $1', [teacher.personId]);
  expect(told).toHaveLength(1);
});

test('being observed is booked in minutes, and passing a limit needs a reason that is kept', async () => {
  const { school, leader, teacher, reason } = await world();
  const seen = (overWhy: string | null, on: string): NoteFields =>
    noteFields(school.id, { reason, observedId: teacher.personId, observedMinutes: 20, overWhy, happenedOn: day(on) });
  for (const on of ['2026-11-16', '2026-11-17', '2026-11-18']) await buildNote(database, leader, seen(null, on));
  const booked = await rows('select minutes, part, purpose, state from workload_line where person_id = $1', [
    teacher.personId,
  ]);
  expect(booked).toHaveLength(3);
  expect(booked[0]).toEqual({ minutes: 20, part: 'being_observed', purpose: 'informal_monitoring', state: 'done' });
  const fourth = await buildDraft(database, leader, seen(null, '2026-11-19'));
  await expect(as(leader, (ctx) => recordNote(ctx, fourth, { sameDay: 'ask' }))).rejects.toThrow(
    'Say why it is needed',
  );
  const draft = await as(leader, (ctx) => myNote(ctx, fourth));
  await as(leader, (ctx) => saveNote(ctx, fourth, seen('He asked for it', '2026-11-19'), { revision: draft.revision }));
  await as(leader, (ctx) => recordNote(ctx, fourth, { sameDay: 'ask' }));
  const excess = await rows('select why from workload_excess where source_id = $1', [fourth]);
  expect(excess).toEqual([{ why: 'He asked for it' }]);
});

test('a correction is a new version of note and evidence; a withdrawn note stays with its reason', async () => {
  const { school, leader, head, reason } = await world();
  const id = await buildNote(database, leader, noteFields(school.id, { reason }));
  const content = { words: 'Pupils of Year 8', points: 'mixed' as const, areaIds: [], tags: ['send'] };
  const { revision } = await as(leader, (ctx) => myNote(ctx, id));
  await as(leader, (ctx) => correctNote(ctx, id, content, { why: 'It was Year 8', revision }));
  await expect(as(leader, (ctx) => correctNote(ctx, id, content, { why: 'Again', revision }))).rejects.toThrow(
    'Somebody else',
  );
  expect((await as(head, (ctx) => findNote(ctx, id))).words).toBe('Pupils of Year 8');
  await expect(as(head, (ctx) => withdrawNote(ctx, id, { why: 'No', revision: revision + 1 }))).rejects.toThrow();
  await as(leader, (ctx) => withdrawNote(ctx, id, { why: 'The wrong school', revision: revision + 1 }));
  const note = await as(head, (ctx) => findNote(ctx, id));
  const [evidence] = await rows('select withdrawn_why from evidence where id = $1', [note.evidence_id]);
  expect([note.withdrawn_why, evidence.withdrawn_why]).toEqual(['The wrong school', 'The wrong school']);
  await expect(
    as(leader, (ctx) => correctNote(ctx, id, content, { why: 'Late', revision: note.revision })),
  ).rejects.toThrow('recorded and stands');
});

test('a middle leader writes about the own department only', async () => {
  const { trust, school, leader } = await world();
  const science = await buildDepartment(database, school, 'Science');
  const english = await buildDepartment(database, school, 'English');
  const reason = await buildEnquiry(database, leader, school.id, 'Do pupils read?');
  const middle = await buildActor(database.db, trust, 'middle_leader', { schoolId: school.id, departmentId: science });
  expect((await as(middle, (ctx) => placesFor(ctx)))[0]?.departments.map((one) => one.name)).toEqual(['Science']);
  await expect(buildDraft(database, middle, noteFields(school.id, { reason, departmentId: english }))).rejects.toThrow(
    'own department',
  );
  await expect(buildDraft(database, middle, noteFields(school.id, { reason }))).rejects.toThrow('own department');
  await expect(
    buildNote(database, middle, noteFields(school.id, { reason, departmentId: science })),
  ).resolves.toBeTypeOf('string');
});

test('departments, teachers and reasons of another school are refused, and so is a school outside the scope', async () => {
  const { trust, school, leader, head, reason } = await world();
  const other = await buildSchool(database.db, trust);
  const far = await buildDepartment(database, other, 'Far');
  const stranger = await buildActor(database.db, trust, 'teacher', { schoolId: other.id });
  await expect(buildDraft(database, leader, noteFields(school.id, { reason, departmentId: far }))).rejects.toThrow(
    'of this school',
  );
  await expect(
    buildDraft(database, leader, noteFields(school.id, { reason, observedId: stranger.personId })),
  ).rejects.toThrow('of this school');
  await expect(buildDraft(database, leader, noteFields(other.id, { reason }))).rejects.toThrow('no longer open');
  await expect(buildDraft(database, head, noteFields(other.id))).rejects.toThrow('does not include');
});

test('nobody opens another’s draft, and a note of another trust is not there', async () => {
  const { school, leader, head, reason } = await world();
  const id = await buildDraft(database, leader, noteFields(school.id, { reason }));
  await expect(as(head, (ctx) => findNote(ctx, id))).rejects.toThrow('nothing here');
  await expect(as(head, (ctx) => throwNoteAway(ctx, id))).rejects.toThrow('nothing here');
  const theirs = await world();
  await expect(as(theirs.leader, (ctx) => findNote(ctx, id))).rejects.toThrow('nothing here');
});

test('what a second device wrote is kept beside what stands until the writer chooses, and the other text stays in the history', async () => {
  const { school, leader, reason } = await world();
  const id = await buildDraft(database, leader, noteFields(school.id, { reason, words: 'On the tablet' }));
  const from = { deviceId: crypto.randomUUID(), basedOn: 0, writtenAt: Temporal.Instant.from('2026-11-20T10:00:00Z') };
  await as(leader, (ctx) => keepVersion(ctx, id, noteFields(school.id, { words: 'On the ph' }), from));
  await as(leader, (ctx) => keepVersion(ctx, id, noteFields(school.id, { words: 'On the phone' }), from));
  const versions = await as(leader, (ctx) => openVersions(ctx, [id]));
  expect(versions.map((version) => version.words)).toEqual(['On the phone']);
  expect((await as(leader, (ctx) => visitNotesWaitingFor(ctx)))[0]?.title).toContain('two versions');
  const { revision } = await as(leader, (ctx) => myNote(ctx, id));
  const choice = { versionId: versions[0]?.id ?? '', keep: 'both' as const, words: 'On both', revision };
  await expect(as(leader, (ctx) => settleVersion(ctx, id, { ...choice, words: ' ' }))).rejects.toThrow(
    'brings both together',
  );
  await as(leader, (ctx) => settleVersion(ctx, id, choice));
  expect((await as(leader, (ctx) => myNote(ctx, id))).words).toBe('On both');
  expect(await as(leader, (ctx) => openVersions(ctx, [id]))).toEqual([]);
  const kept = await rows(
    `select content ->> 'words' as words from record_version where table_name = 'visit_note_version' and record_id = $1`,
    [choice.versionId],
  );
  expect(kept.map((row) => row.words)).toContain('On the phone');
});

test('a draft that nobody has touched for two days waits on the home page', async () => {
  const { school, leader, reason } = await world();
  const id = await buildDraft(database, leader, noteFields(school.id, { reason }));
  expect(await as(leader, (ctx) => visitNotesWaitingFor(ctx))).toEqual([]);
  await database.owner.pool.query(`update visit_note set saved_at = '2026-11-20T09:00:00Z' where id = $1`, [id]);
  expect((await as(leader, (ctx) => visitNotesWaitingFor(ctx))).map((one) => one.title)).toEqual([
    'Record a visit note that you began',
  ]);
  await as(leader, (ctx) => throwNoteAway(ctx, id));
  expect(await as(leader, (ctx) => visitNotesWaitingFor(ctx))).toEqual([]);
});

test('patterns take every standing note of the year, named ones too, and none that was withdrawn', async () => {
  const { school, leader, head, teacher, reason } = await world();
  await buildNote(database, leader, noteFields(school.id, { reason }));
  await buildNote(
    database,
    leader,
    noteFields(school.id, { reason, observedId: teacher.personId, observedMinutes: 5, happenedOn: day('2026-10-05') }),
  );
  const gone = await buildNote(database, leader, noteFields(school.id, { reason, happenedOn: day('2026-11-10') }));
  const { revision } = await as(leader, (ctx) => myNote(ctx, gone));
  await as(leader, (ctx) => withdrawNote(ctx, gone, { why: 'Mistaken', revision }));
  const notes = await reading(head, (ctx) => patternNotes(ctx, school.id, 2026));
  expect(notes.map((note) => [note.halfTerm, note.observedId]).sort()).toEqual([
    [1, teacher.personId],
    [2, null],
  ]);
});
