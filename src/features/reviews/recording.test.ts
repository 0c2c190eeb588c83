import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceByIds } from '#core/evidence/queries.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { Forbidden, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { recordActivity, saveDraft } from './actions/save-record.ts';
import { gradeTheme, saveOwnGrade, saveThemeText } from './actions/write-theme.ts';
import { activitiesOf } from './activity-queries.ts';
import { buildGatheredReview, buildQaReview, recordAll, writtenRecord } from './build.ts';
import { attachNoteToActivity } from './index.ts';
import { countByKind, evidenceOfThemes, themesOf } from './theme-queries.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  return { trust, school, ...(await buildQaReview(database, trust, school)) };
}

test('what is typed is kept as a draft over the revision that was shown, and is evidence only when it is recorded', async () => {
  const { trust, reviewId, people, activityIds } = await world();
  const evidence = () =>
    inTrust(database.db, trust.id, (tx) =>
      tx.selectFrom('evidence').select('id').where('source_id', '=', activityIds.lesson).execute(),
    );
  await as(people.visiting, 'review:contribute', async (ctx) => {
    const written = await writtenRecord(ctx, reviewId, activityIds.lesson);
    expect(await saveDraft(ctx, reviewId, activityIds.lesson, { ...written, summary: 'Half a thought' })).toBe(2);
    await expect(saveDraft(ctx, reviewId, activityIds.lesson, written)).rejects.toThrow(StaleRevision);
    expect(await evidence()).toEqual([]);
    const now = await writtenRecord(ctx, reviewId, activityIds.lesson);
    await expect(
      recordActivity(ctx, reviewId, activityIds.lesson, { ...now, summary: 'An outstanding lesson.' }),
    ).rejects.toThrow('A single lesson is not graded');
    await recordActivity(ctx, reviewId, activityIds.lesson, now);
    await expect(recordActivity(ctx, reviewId, activityIds.lesson, now)).rejects.toThrow('has been recorded already');
  });
  expect(await evidence()).toHaveLength(1);
});

test('what was seen of one teacher is read by the teacher and the team; the head works from counts; the teacher is told at once', async () => {
  const { trust, reviewId, people, activityIds } = await world();
  await recordAll(database, reviewId, people);
  const [lesson, work] = await as(people.lead, 'review:read', async (ctx) => {
    const activities = await activitiesOf(ctx, reviewId);
    return [activityIds.lesson, activityIds.work].map(
      (id) => activities.find((one) => one.id === id)?.evidence_id ?? '',
    );
  });
  const reads = async (actor: Actor, id: string | undefined) =>
    (await as(actor, 'evidence:read', (ctx) => evidenceByIds(ctx, [id ?? '']))).size === 1;
  expect([await reads(people.head, lesson), await reads(people.head, work)]).toEqual([false, true]);
  expect(await reads(people.lead, lesson)).toBe(true);
  expect(await reads(people.leader, lesson)).toBe(false);
  const readable = await as(people.visiting, 'review:read', (ctx) => activitiesOf(ctx, reviewId));
  expect(readable.find((one) => one.id === activityIds.lesson)?.readable).toBe(true);
  const told = await as(people.teacher, 'own-account', (ctx) => listUnread(ctx));
  expect(told.map((notice) => notice.subject)).toContain('Notes from your lesson are there to read');
  const observers = await inTrust(database.db, trust.id, (tx) =>
    tx
      .selectFrom('evidence_observer')
      .select('name')
      .where('evidence_id', '=', lesson ?? '')
      .execute(),
  );
  expect(observers.map((one) => one.name).toSorted()).toEqual([people.lead.name, people.visiting.name].toSorted());
});

test('evidence says where it is used: the activity and the themes that it speaks to', async () => {
  const { reviewId, people, activityIds } = await world();
  await recordAll(database, reviewId, people);
  await as(people.lead, 'review:read', async (ctx) => {
    const id = (await activitiesOf(ctx, reviewId)).find((one) => one.id === activityIds.work)?.evidence_id ?? '';
    const labels = (await evidenceUses(ctx, [id])).get(id)?.map((use) => use.label) ?? [];
    expect(labels[0]).toContain('Activity of the review Department review: Mathematics');
    expect(labels.join()).toContain('Theme “Quality of education”');
  });
});

test('only whoever leads or seconds an activity records it, and a group of four pupils is refused', async () => {
  const { reviewId, people, activityIds } = await world();
  await as(people.visiting, 'review:contribute', async (ctx) => {
    const written = await writtenRecord(ctx, reviewId, activityIds.pupils);
    await expect(recordActivity(ctx, reviewId, activityIds.pupils, written)).rejects.toThrow(Forbidden);
  });
  await as(people.lead, 'review:contribute', async (ctx) => {
    const written = await writtenRecord(ctx, reviewId, activityIds.pupils);
    const few = { ...written, sample: { ...written.sample, size: 4, low: 1, middle: 1, high: 1 } };
    await expect(recordActivity(ctx, reviewId, activityIds.pupils, few)).rejects.toThrow('could be told apart');
    const future = { ...written, happenedOn: ctx.today.add({ days: 1 }) };
    await expect(recordActivity(ctx, reviewId, activityIds.pupils, future)).rejects.toThrow('cannot be in the future');
    const silent = { ...written, areas: [] };
    await expect(recordActivity(ctx, reviewId, activityIds.pupils, silent)).rejects.toThrow('Say whether it shows');
  });
});

test('a note from a phone becomes the record of an activity, kept to the teacher and the team; a note of somebody else does not', async () => {
  const { school, reviewId, people, activityIds } = await world();
  const note = (actor: Actor) =>
    as(actor, 'review:contribute', (ctx) =>
      write(ctx, (tx) =>
        recordEvidence(
          ctx,
          tx,
          { schoolId: school.id, kind: 'lesson_observation', title: 'Note', summary: 'Seen.', happenedOn: ctx.today },
          'review:contribute',
        ),
      ),
    );
  const attach = (actor: Actor, evidenceId: string) =>
    as(actor, 'review:contribute', (ctx) =>
      write(ctx, (tx) => attachNoteToActivity(ctx, tx, activityIds.lesson, evidenceId)),
    );
  const foreign = await note(people.lead);
  await expect(attach(people.visiting, foreign.id)).rejects.toThrow();
  const own = await note(people.visiting);
  await attach(people.visiting, own.id);
  await as(people.visiting, 'review:read', async (ctx) => {
    const activity = (await activitiesOf(ctx, reviewId)).find((one) => one.id === activityIds.lesson);
    expect([activity?.evidence_id, activity?.recorded_at !== null]).toEqual([own.id, true]);
  });
  expect((await as(people.head, 'evidence:read', (ctx) => evidenceByIds(ctx, [own.id]))).size).toBe(0);
  expect((await as(people.lead, 'evidence:read', (ctx) => evidenceByIds(ctx, [own.id]))).size).toBe(1);
  await expect(attach(people.visiting, own.id)).rejects.toThrow('has been recorded already');
});

const text = { strengths: 'Much', toImprove: 'Little', reasons: 'Seen', revision: 1 };

test('a theme is graded across kinds of activity or with a reason, by its writer, with a grade of the framework', async () => {
  const { reviewId, people } = await world();
  const theme = await as(people.lead, 'review:read', async (ctx) => (await themesOf(ctx, reviewId))[0]);
  const id = theme?.id ?? '';
  const grade = { ...text, gradeCode: '2', fewKindsWhy: null };
  await as(people.lead, 'review:contribute', (ctx) =>
    expect(gradeTheme(ctx, reviewId, id, grade)).rejects.toThrow('No evidence speaks to this theme'),
  );
  await recordAll(database, reviewId, people);
  await as(people.lead, 'review:contribute', async (ctx) => {
    const counts = countByKind(await evidenceOfThemes(ctx, reviewId), theme?.area_code ?? '');
    expect([...counts]).toEqual([
      ['lesson_observation', 1],
      ['work_scrutiny', 1],
      ['pupil_voice', 1],
    ]);
    await expect(gradeTheme(ctx, reviewId, id, { ...grade, gradeCode: '5' })).rejects.toThrow('Choose a grade');
    await expect(gradeTheme(ctx, reviewId, id, { ...grade, reasons: ' ' })).rejects.toThrow('Say why it is this grade');
    await gradeTheme(ctx, reviewId, id, grade);
    await expect(saveThemeText(ctx, reviewId, id, text)).rejects.toThrow(StaleRevision);
  });
  await expect(
    as(people.visiting, 'review:contribute', (ctx) => gradeTheme(ctx, reviewId, id, { ...grade, revision: 2 })),
  ).rejects.toThrow('Whoever the theme is delegated to');
});

test('saving a text while it is written leaves the grade alone, and the school’s own view is the school’s to give', async () => {
  const { reviewId, people } = await world();
  const id = await as(people.lead, 'review:read', async (ctx) => (await themesOf(ctx, reviewId))[0]?.id ?? '');
  await as(people.lead, 'review:contribute', async (ctx) => {
    await gradeTheme(ctx, reviewId, id, { ...text, gradeCode: '3', fewKindsWhy: 'One class is all there is' });
    await saveThemeText(ctx, reviewId, id, { ...text, revision: 2 });
    expect((await themesOf(ctx, reviewId))[0]).toMatchObject({ grade_code: '3', revision: 3 });
    await expect(saveOwnGrade(ctx, reviewId, id, { gradeCode: '2', reasons: 'x', revision: 1 })).rejects.toThrow(
      Forbidden,
    );
  });
  await as(people.departmentLeader, 'review:contribute', async (ctx) => {
    await saveOwnGrade(ctx, reviewId, id, { gradeCode: '2', reasons: 'We know', revision: 1 });
    await expect(saveOwnGrade(ctx, reviewId, id, { gradeCode: '1', reasons: 'x', revision: 1 })).rejects.toThrow(
      StaleRevision,
    );
    expect((await themesOf(ctx, reviewId))[0]).toMatchObject({ own_grade_code: '2', revision: 3 });
  });
});

test('once the evidence is complete nothing more is written', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const { reviewId, people, themes } = await buildGatheredReview(database, trust, school, {
    grades: { quality_of_education: '4' },
  });
  expect(themes[0]?.grade_code).toBe('4');
  await as(people.lead, 'review:contribute', (ctx) =>
    expect(saveThemeText(ctx, reviewId, themes[0]?.id ?? '', { ...text, revision: 2 })).rejects.toThrow(Forbidden),
  );
});
