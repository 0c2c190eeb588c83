import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { piecesFor } from '../evidence-queries.ts';
import { findJudgement, findTheme } from '../find-judged-queries.ts';
import { evidenceAsked, type Judged, within } from '../judged-queries.ts';
import { subjects } from '../moderation-rules.ts';
import { findPair, ownDraft, ownGrades, type Pair } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayDeclare, mayGrade, mayStop } from '../policy.ts';
import { textOfSetPiece } from '../subject-queries.ts';
import { PairTag } from './judging-frame.tsx';
import { GradeForm, Material, OwnGrades } from './pair-grades.tsx';
import { Outcome, Revealed } from './pair-outcome.tsx';

/** The judgement or theme of a pair as this reader may know it; null for a set piece, and where its review is not open to the reader. */
async function judgedOf(ctx: Ctx, { subject }: Pair): Promise<Judged | null> {
  try {
    if (subject.type === 'judgement') return await findJudgement(ctx, { id: subject.id });
    return subject.type === 'theme' ? await findTheme(ctx, subject.id) : null;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

const DeclareForm = ({ ctx, pair, refused }: { ctx: Ctx; pair: Pair; refused: Refused | undefined }) => {
  const { value, error } = shownIn('declare', refused);
  return (
    <section>
      <h2 class="govuk-heading-m">Before you judge</h2>
      <Form action={judgingPaths.pairPart(pair.id, 'declare')} csrfToken={ctx.page.csrfToken}>
        <Radios
          name="hasInterest"
          label={pair.school ? `Does anything tie you to ${pair.school}?` : 'Does anything tie you to what is judged?'}
          hint="A job there, a relative, something you led"
          options={[
            { value: 'no', label: 'No, nothing' },
            { value: 'yes', label: 'Yes: somebody else should judge' },
          ]}
          value={value('hasInterest')}
          error={error('hasInterest')}
        />
        <TextArea
          name="interest"
          label="If so, what"
          rows={2}
          value={value('interest')}
          error={error('interest')}
          required={false}
        />
        <Button>Declare</Button>
      </Form>
    </section>
  );
};

const StopForm = ({ ctx, pair, refused }: { ctx: Ctx; pair: Pair; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('stop', refused);
  return (
    <Details summary="Stop it" open={open}>
      <Form action={judgingPaths.pairPart(pair.id, 'stop')} csrfToken={ctx.page.csrfToken}>
        <TextArea
          name="why"
          label="Why it is stopped"
          hint="What one of the two has given is then never shown"
          rows={2}
          value={value('why')}
          error={error('why')}
        />
        <Button variant="warning">Stop it</Button>
      </Form>
    </Details>
  );
};

const Standing = ({ pair }: { pair: Pair }) => (
  <SummaryList
    rows={[
      { key: 'What it is', value: subjects[pair.subject.type] },
      { key: 'Graded by', value: pair.framework.name },
      ...pair.graders.map((grader, index) => ({
        key: index === 0 ? 'First' : 'Second',
        value: `${grader.name}: ${grader.committedAt ? `graded on ${longDate(londonDate(grader.committedAt))}` : 'has not graded yet'}`,
      })),
      { key: 'Asked by', value: `${pair.askedByName}, ${longDate(londonDate(pair.askedAt))}` },
      ...(pair.state === 'grading' ? [{ key: 'By when', value: longDate(pair.dueOn) }] : []),
      ...(pair.stoppedWhy ? [{ key: 'Why it was stopped', value: pair.stoppedWhy }] : []),
    ]}
  />
);

async function blindPart(ctx: Ctx, pair: Pair, refused: Refused | undefined): Promise<Child> {
  const { actor } = ctx;
  if (mayDeclare(actor, pair).allowed) return <DeclareForm ctx={ctx} pair={pair} refused={refused} />;
  if (mayGrade(actor, pair).allowed) {
    const judged = await judgedOf(ctx, pair);
    const [pieces = []] = judged ? await piecesFor(within(ctx, 'judging:moderate'), [evidenceAsked(judged)]) : [[]];
    return (
      <>
        <Material
          pair={pair}
          text={await textOfSetPiece(ctx, pair.subject)}
          pieces={pieces}
          reviewHref={judged?.type === 'theme' ? qaReviewPaths.review(judged.reviewId) : null}
        />
        <GradeForm ctx={ctx} pair={pair} draft={await ownDraft(ctx, pair.id)} refused={refused} />
      </>
    );
  }
  const own = pair.graders.find((grader) => grader.personId === actor.personId);
  const missing = pair.graders.filter((grader) => grader.committedAt === null).map((grader) => grader.name);
  return (
    <>
      <InsetText>
        {own?.committedAt
          ? `You have committed your grades. What ${missing.join(' and ')} gives is shown once both have.`
          : `What each gives is shown once both have committed themselves. ${missing.join(' and ')} ${missing.length === 1 ? 'has' : 'have'} not yet.`}
      </InsetText>
      {own?.committedAt ? <OwnGrades pair={pair} own={await ownGrades(ctx, pair.id)} /> : null}
    </>
  );
}

/** One pair: blind until both have committed themselves, then side by side. A form that was refused is shown again on it. */
export async function pairPage(ctx: Ctx, pairId: string, refused?: Refused): Promise<Reply> {
  const pair = await findPair(ctx, pairId);
  const revealed = pair.revealedAt !== null;
  return appPage(
    ctx,
    {
      title: pair.title,
      crumbs: [{ href: judgingPaths.pairs, label: 'Paired moderation' }],
      ...(refused ? { errors: refused.errors } : {}),
    },
    <>
      <PageHeading
        caption={pair.school ?? 'Vignette'}
        title={pair.title}
        status={<PairTag state={pair.state} />}
        lead={revealed ? 'What each gave, blind, and what came of it.' : 'Judged blind by two people.'}
      />
      <Standing pair={pair} />
      {pair.state === 'grading' ? await blindPart(ctx, pair, refused) : null}
      {revealed ? (
        <>
          <Revealed pair={pair} judged={await judgedOf(ctx, pair)} />
          <Outcome ctx={ctx} pair={pair} refused={refused} />
        </>
      ) : null}
      {mayStop(ctx.actor, pair).allowed ? <StopForm ctx={ctx} pair={pair} refused={refused} /> : null}
      <TrailLink table="moderation_pair" id={pair.id} />
    </>,
  );
}

export const showPair = (ctx: Ctx, request: PageRequest): Promise<Reply> => pairPage(ctx, idParam(request, 'pairId'));
