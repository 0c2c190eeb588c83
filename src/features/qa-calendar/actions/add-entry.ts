import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { aboutProblems, dayProblems, type EntryDays } from '../entry-rules.ts';
import { whenInWords } from '../entry-words.ts';
import { mayPlan } from '../policy.ts';
import { departmentsOf, possibleLeads } from '../queries.ts';
import type { EntryKind, Topic } from '../words.ts';
import { askAgainAfter } from './ask-school.ts';
import { bookEntry } from './book-entry.ts';

export type NewEntry = EntryDays & {
  kind: EntryKind;
  topic: Topic | null;
  departmentId: string | null;
  title: string;
  leadId: string | null;
};

/** Refuses a lead who does not lead reviews today, and a department of another school. */
export async function checkPlaces(
  ctx: Ctx,
  schoolId: string,
  entry: { leadId: string | null; departmentId: string | null },
): Promise<void> {
  if (entry.leadId !== null && !(await possibleLeads(ctx)).some((person) => person.id === entry.leadId))
    throw new Invalid([{ field: 'leadId', message: 'Choose somebody of the Trust, or a head teacher, who leads it' }]);
  if (entry.departmentId !== null) {
    const departments = await departmentsOf(ctx, schoolId);
    if (!departments.some((department) => department.id === entry.departmentId))
      throw new Invalid([{ field: 'departmentId', message: 'Choose a department of this school' }]);
  }
}

/** Puts one entry into the table and books what it is expected to cost. */
export async function insertEntry(
  ctx: Ctx,
  tx: Write,
  school: Pick<School, 'id' | 'phase'>,
  academicYear: number,
  entry: NewEntry & { templateKey: string | null; rolledFromId: string | null },
): Promise<string> {
  const row = await tx.db
    .insertInto('qa_entry')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: school.id,
      academic_year: academicYear,
      kind: entry.kind,
      topic: entry.topic,
      department_id: entry.departmentId,
      title: entry.title,
      starts_on: entry.startsOn,
      ends_on: entry.endsOn,
      days_known: entry.daysKnown,
      lead_id: entry.leadId,
      rolled_from_id: entry.rolledFromId,
      template_key: entry.templateKey,
      added_at: ctx.now,
      added_by: ctx.actor.personId,
      stopped_at: null,
      stopped_by: null,
      stopped_why: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await bookEntry(ctx, tx, {
    id: row.id,
    school_id: school.id,
    phase: school.phase,
    academic_year: academicYear,
    kind: entry.kind,
    template_key: entry.templateKey,
    department_id: entry.departmentId,
    lead_id: entry.leadId,
    title: entry.title,
    starts_on: entry.startsOn,
  });
  return row.id;
}

/** Adds an entry by hand. A school that has been asked about its calendar is asked again; others see the entry with the next publication. */
export async function addEntry(ctx: Ctx, schoolId: string, academicYear: number, entry: NewEntry): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    const school = await findSchool(ctx, schoolId);
    const problems = [...dayProblems(entry, academicYear), ...aboutProblems(entry)];
    if (problems.length > 0) throw new Invalid(problems);
    await checkPlaces(ctx, schoolId, entry);
    const id = await insertEntry(ctx, tx, school, academicYear, { ...entry, templateKey: null, rolledFromId: null });
    const when = whenInWords({ starts_on: entry.startsOn, ends_on: entry.endsOn, days_known: entry.daysKnown });
    await askAgainAfter(ctx, tx, schoolId, academicYear, `${entry.title} added, ${when}`);
    await tx.record({
      kind: 'qa-entry.added',
      subjectType: 'qa_entry',
      subjectId: id,
      schoolId,
      summary: `added ${entry.title}, ${when}, to the QA calendar ${academicYearName(academicYear)}`,
    });
    return id;
  });
}
