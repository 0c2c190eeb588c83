import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayManageAuthors } from '../policy.ts';
import { possibleAuthors } from '../queries.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** Adds an author: somebody who writes for the Trust and does not belong to the school. */
export async function addAuthor(ctx: Ctx, reportId: string, personId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayManageAuthors(ctx.actor, report));
    const person = (await possibleAuthors(ctx, report.schoolId)).find((one) => one.id === personId);
    if (!person)
      throw new Invalid([
        {
          field: 'personId',
          message: 'Choose somebody who writes for the Trust and neither works at the school nor governs it',
        },
      ]);
    if (report.authorIds.includes(personId))
      throw new Invalid([{ field: 'personId', message: `${person.name} is an author already` }]);
    await tx.db
      .insertInto('review_report_author')
      .values({
        trust_id: ctx.actor.trustId,
        report_id: report.id,
        person_id: personId,
        role: 'author',
        added_at: ctx.now,
        added_by: ctx.actor.personId,
      })
      .execute();
    await recordReport(tx, report, { kind: 'author-added', summary: `made ${person.name} an author of the report` });
  });
}

/** Takes an author off the report; the lead stays. What they wrote stays too. */
export async function removeAuthor(ctx: Ctx, reportId: string, personId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayManageAuthors(ctx.actor, report));
    const author = report.authors.find((one) => one.personId === personId);
    if (!author) throw new NotFound();
    if (author.role === 'lead') throw new Invalid([{ field: '', message: 'The lead author stays on the report.' }]);
    await tx.db
      .deleteFrom('review_report_author')
      .where('report_id', '=', report.id)
      .where('person_id', '=', personId)
      .execute();
    await recordReport(tx, report, {
      kind: 'author-removed',
      summary: `took ${author.name} off the authors of the report`,
    });
  });
}
