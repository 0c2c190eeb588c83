import type { Term } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import type { Wanted } from '#core/pupil-data/tables.ts';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { snapshotPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { problemsOfAsking, wantedKinds } from '../rules.ts';
import { tellCollectors } from './tell-collectors.ts';

export type Asking = {
  name: string;
  academicYear: number;
  term: Term;
  dataOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  wanted: readonly string[];
  schoolIds: readonly string[];
  note: string | null;
};

/** Asks schools for a snapshot: each gets one to fill, and its head teacher and data manager are told. Returns the collection's id. */
export async function askSchools(ctx: Ctx, asking: Asking): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayAsk(ctx.actor));
    const schools = (await listSchools(ctx)).filter((school) => asking.schoolIds.includes(school.id));
    const wanted = wantedKinds.filter((kind): kind is Wanted => asking.wanted.includes(kind));
    const errors: FieldError[] = problemsOfAsking(asking, ctx.today);
    if (wanted.length === 0) errors.push({ field: 'wanted', message: 'Choose what schools are to give' });
    if (schools.length === 0) errors.push({ field: 'schoolIds', message: 'Choose at least one school' });
    const sameName = await tx.db
      .selectFrom('data_collection')
      .select('id')
      .where('academic_year', '=', asking.academicYear)
      .where('name', '=', asking.name)
      .executeTakeFirst();
    if (sameName) errors.push({ field: 'name', message: `There is a snapshot of this name in that year already` });
    if (errors.length > 0) throw new Invalid(errors);
    const { id } = await tx.db
      .insertInto('data_collection')
      .values({
        trust_id: ctx.actor.trustId,
        academic_year: asking.academicYear,
        term: asking.term,
        name: asking.name,
        data_on: asking.dataOn,
        due_on: asking.dueOn,
        wanted,
        note: asking.note,
        asked_at: ctx.now,
        asked_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const snapshots = await tx.db
      .insertInto('data_snapshot')
      .values(
        schools.map((school) => ({
          trust_id: ctx.actor.trustId,
          collection_id: id,
          school_id: school.id,
          due_on: asking.dueOn,
          opened_at: ctx.now,
          opened_by: ctx.actor.personId,
        })),
      )
      .returning(['id', 'school_id'])
      .execute();
    await tx.record({
      kind: 'snapshot.asked',
      subjectType: 'data_collection',
      subjectId: id,
      schoolId: null,
      summary: `asked ${schools.length === 1 ? '1 school' : `${schools.length} schools`} for “${asking.name}” by ${longDate(asking.dueOn)}`,
    });
    for (const snapshot of snapshots)
      await tellCollectors(ctx, tx, snapshot.school_id, {
        subject: `“${asking.name}” is due by ${longDate(asking.dueOn)}`,
        body: `The Trust asks for the school’s data as it stands on ${longDate(asking.dataOn)}. What is asked for, and where to put it, is on the page of the snapshot.`,
        href: snapshotPaths.snapshot(snapshot.id),
      });
    return id;
  });
}
