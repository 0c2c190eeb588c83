import type { Ctx } from '#core/context.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { replyToPoint } from '../actions/reply-to-point.ts';
import type { FactPoint } from '../checks/queries.ts';
import { partTitle } from '../content/parts.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { replyForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { reportPage } from './frame.tsx';

function partPath(reportId: string, part: string): string {
  const [kind, code = ''] = part.split(':');
  if (kind === 'theme') return reviewReportPaths.theme(reportId, code);
  return kind === 'section' ? reviewReportPaths.section(reportId, code) : reviewReportPaths.findings(reportId);
}

const PointTag = ({ point }: { point: FactPoint }) => {
  if (point.outcome === null) return <Tag colour="amber">No reply yet</Tag>;
  return point.outcome === 'changed' ? <Tag colour="green">Changed</Tag> : <Tag colour="grey">Not changed</Tag>;
};

type PointProps = { ctx: Ctx; content: ReportContent; point: FactPoint; may: boolean; refused: Refused | undefined };

const Point = ({ ctx, content, point, may, refused }: PointProps) => {
  const shown = shownIn(point.id, refused);
  return (
    <Card title={`Point ${point.number}: ${partTitle(content, point.part)}`} aside={<PointTag point={point} />}>
      <p class="govuk-body">{point.body}</p>
      {point.reply ? (
        <p class="govuk-body">
          Reply by {point.repliedBy}: {point.reply}
        </p>
      ) : null}
      {may ? (
        <Form
          action={reviewReportPaths.point(content.report.id, point.id)}
          csrfToken={ctx.page.csrfToken}
          label={`Reply to point ${point.number}`}
        >
          <Radios
            name="outcome"
            id={`outcome-${point.id}`}
            label="What did you do?"
            inline
            value={shown.value('outcome') ?? point.outcome ?? undefined}
            error={shown.error('outcome')}
            options={[
              { value: 'changed', label: 'Changed' },
              { value: 'not_changed', label: 'Not changed' },
            ]}
          />
          <TextArea
            name="reply"
            id={`reply-${point.id}`}
            label="Reply to the school"
            rows={2}
            hint="Where nothing was changed, say why."
            value={shown.value('reply') ?? point.reply ?? ''}
            error={shown.error(`reply-${point.id}`)}
          />
          <Button variant="secondary" hiddenText={`to point ${point.number}`}>
            Save the reply
          </Button>{' '}
          <Link href={partPath(content.report.id, point.part)}>Open the text</Link>
        </Form>
      ) : null}
    </Card>
  );
};

async function show(ctx: Ctx, reportId: string, refused?: Refused): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  const content = await loadContent(ctx, report);
  const rounds = content.checks.filter((round) => round.returnedAt !== null);
  const may = mayWrite(ctx.actor, report).allowed;
  const left = rounds.flatMap((round) => round.points).filter((point) => point.outcome === null).length;
  const lead =
    left === 0
      ? 'Every point of the school has been answered.'
      : `${left} ${left === 1 ? 'point has' : 'points have'} no reply yet. Change the text where the school is right, then say so here.`;
  return reportPage(
    ctx,
    report,
    { title: 'Points of the school and replies', errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title="Points of the school and replies"
        caption={report.schoolName}
        lead={rounds.length === 0 ? undefined : lead}
      />
      {rounds.length === 0 ? (
        <EmptyState title="The school has not returned the report yet">Its points appear here when it does.</EmptyState>
      ) : null}
      {rounds.toReversed().map((round) => (
        <section>
          <h2 class="govuk-heading-m">
            {round.returnedAt ? `Returned by ${round.returnedBy} on ${longDate(londonDate(round.returnedAt))}` : ''}
          </h2>
          {round.reply.trim() === '' ? null : (
            <InsetText>
              <p class="govuk-body govuk-!-font-weight-bold">The school’s reply, printed with the report</p>
              <MarkdownProse text={round.reply} />
            </InsetText>
          )}
          {round.points.length === 0 ? <p class="govuk-body">The school marked every part as accurate.</p> : null}
          {round.points.map((point) => (
            <Point ctx={ctx} content={content} point={point} may={may} refused={refused} />
          ))}
        </section>
      ))}
    </>,
  );
}

export const showReplies = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'));

export async function postReply(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const pointId = idParam(request, 'reportPointId');
  return await answerForm(
    pointId,
    readForm(replyForm, request.form),
    async ({ outcome, reply }) => {
      await replyToPoint(ctx, reportId, pointId, outcome, reply);
      return redirectTo(reviewReportPaths.replies(reportId), 'Your reply has been saved.');
    },
    (refused) => show(ctx, reportId, refused),
  );
}
