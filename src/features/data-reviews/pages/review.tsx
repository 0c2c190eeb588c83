import { academicYearName } from '#core/academic-year/rules.ts';
import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceOfSchool } from '#core/evidence/queries.ts';
import { downloadFrozen, newestFrozen } from '#core/frozen-records/read-frozen.ts';
import { appPage } from '#core/web/app-page.tsx';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { evidencePaths } from '#features/evidence/paths.ts';
import { loadDataPack } from '#features/performance-data/index.ts';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { dataReviewPaths } from '../paths.ts';
import { mayConfirm, mayRecord } from '../policy.ts';
import { attendeesOf, confirmationsOf, findDataReview, linesOfEnquiry, possibleAttendees } from '../queries.ts';
import { stateOf, stateWords } from '../rules.ts';
import { ConfirmationSection } from './confirmation.tsx';
import { isQuestion, LinesSection } from './lines.tsx';

export type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string; about?: number };

/** The page of one data review; forms that were refused are shown again on it. */
export async function reviewPage(
  ctx: Ctx,
  id: string,
  { errors = [], typed = {}, stale, about }: Shown = {},
): Promise<Reply> {
  const review = await findDataReview(ctx, id);
  const attendees = await attendeesOf(ctx, id);
  const confirmations = await confirmationsOf(ctx, [id]);
  const lines = await linesOfEnquiry(ctx, { dataReviewId: id });
  const pack = review.frozen_record_id ? await newestFrozen(ctx, 'data-pack', id) : null;
  const records = mayRecord(ctx.actor, review.school_id).allowed;
  const raised = records ? (await loadDataPack(ctx, review.school_id)).standsOut.filter(isQuestion) : [];
  const evidence =
    records && lines.some((line) => line.answered_at === null) ? await evidenceOfSchool(ctx, review.school_id) : [];
  const state = stateOf(review, confirmations, ctx.today);
  return appPage(
    ctx,
    {
      title: 'Autumn data review',
      crumbs: [{ href: dataReviewPaths.list, label: 'Data reviews' }],
      errors,
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={review.school}
        title={`Autumn data review ${academicYearName(review.academic_year)}`}
        lead={stateWords[state]}
        actions={
          records ? (
            <ButtonLink href={dataReviewPaths.meeting(id)} variant={review.held_on ? 'secondary' : 'primary'}>
              {review.held_on ? 'Change the record' : 'Record the meeting'}
            </ButtonLink>
          ) : null
        }
      />
      {stale ? <InsetText>{stale}</InsetText> : null}
      <SummaryList
        rows={[
          { key: review.held_on ? 'Held on' : 'Planned for', value: longDate(review.held_on ?? review.planned_on) },
          {
            key: 'What it is about',
            value: (
              <a class="govuk-link" href={dataPackPaths.pack(review.school_id)}>
                {review.held_on ? 'The data pack as it stands today' : 'The data pack of the school'}
              </a>
            ),
          },
          ...(review.held_on
            ? [
                { key: 'Who was there', value: attendees.map((person) => person.name).join(', ') },
                {
                  key: 'Recorded',
                  value: `${review.recorder ?? ''}, ${review.held_recorded_at ? longMoment(review.held_recorded_at) : ''}`,
                },
              ]
            : []),
          ...(pack
            ? [
                {
                  key: 'What was looked at',
                  value: (
                    <>
                      <a class="govuk-link" href={dataReviewPaths.frozenPack(id)}>
                        The data pack as it stood when the meeting was recorded (PDF)
                      </a>
                      ,{' '}
                      <a class="govuk-link" href={dataReviewPaths.frozenPackWord(id)}>
                        Word
                      </a>
                      , kept on {longDate(londonDate(pack.frozen_at))}.<br />
                      SHA-256 of its content: <code class="cairn-hash">{pack.sha256}</code>
                    </>
                  ),
                },
              ]
            : []),
          ...(review.evidence_id && holdsAt(ctx.actor, 'evidence:read', review.school_id)
            ? [
                {
                  key: 'As evidence',
                  value: (
                    <a class="govuk-link" href={evidencePaths.evidence(review.school_id, review.evidence_id)}>
                      What the Annual Review can cite
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      {review.points !== '' ? (
        <section>
          <h2 class="govuk-heading-m">Points</h2>
          <MarkdownProse text={review.points} />
        </section>
      ) : null}
      <LinesSection
        ctx={ctx}
        review={review}
        lines={lines}
        people={records ? await possibleAttendees(ctx, review.school_id) : []}
        records={records}
        raised={raised}
        about={about}
        evidence={evidence}
        errors={errors}
        typed={typed}
      />
      {review.held_on ? (
        <ConfirmationSection
          ctx={ctx}
          review={review}
          confirmations={confirmations}
          mayConfirm={mayConfirm(ctx.actor, review.school_id).allowed}
          errors={errors}
          typed={typed}
        />
      ) : null}
    </>,
  );
}

export async function showDataReview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const asked = request.query['about'] ?? '';
  const about = /^\d{1,2}$/.test(asked) ? Number(asked) : undefined;
  return await reviewPage(ctx, idParam(request, 'dataReviewId'), about === undefined ? {} : { about });
}

/** The data pack as it was frozen when the meeting was recorded. */
export async function downloadFrozenPack(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDataReview(ctx, idParam(request, 'dataReviewId'));
  return await downloadFrozen(ctx, 'data-pack', review.id, 'pdf');
}

export async function downloadFrozenPackWord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDataReview(ctx, idParam(request, 'dataReviewId'));
  return await downloadFrozen(ctx, 'data-pack', review.id, 'docx');
}
