import type { Ctx } from '#core/context.ts';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { subjects } from '../moderation-rules.ts';
import { nextFor } from '../next-for.ts';
import { type Pair, pairs } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { PairTag, partPage } from './judging-frame.tsx';

const Who = ({ pair }: { pair: Pair }) => (
  <>
    {pair.graders.map((grader) => (
      <>
        {grader.name}
        {pair.state === 'grading' ? (grader.committedAt ? ' (has graded)' : ' (has not yet)') : ''}
        <br />
      </>
    ))}
  </>
);

const rowOf = (pair: Pair) => [
  <div>
    <Link href={judgingPaths.pair(pair.id)}>{pair.title}</Link>
    <br />
    <span class="govuk-hint govuk-!-margin-bottom-0">
      {pair.school ? `${pair.school}. ` : ''}
      {subjects[pair.subject.type]}
    </span>
  </div>,
  <Who pair={pair} />,
  <PairTag state={pair.state} />,
  shortDate(pair.dueOn),
];

const columns = [
  { header: 'What is judged' },
  { header: 'By whom' },
  { header: 'Stands' },
  { header: 'By when' },
] as const;

/** Every pair that the reader may open: what waits for the reader first. */
export async function showPairs(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const all = await pairs(ctx);
  const mine = all.filter((pair) => nextFor(ctx.actor, pair) !== null);
  const others = all.filter((pair) => !mine.includes(pair));
  return partPage(
    ctx,
    judgingPaths.pairs,
    { title: 'Paired moderation' },
    <>
      <PageHeading
        title="Paired moderation"
        lead="Two people judge the same thing blind. Neither sees what the other gave before both have committed themselves; then they agree."
        actions={<ButtonLink href={judgingPaths.ask}>Ask two people</ButtonLink>}
      />
      {mine.length > 0 ? <Table caption="Waits for you" columns={columns} rows={mine.map(rowOf)} stack /> : null}
      {others.length > 0 ? (
        <Table caption={mine.length > 0 ? 'The others' : 'All'} columns={columns} rows={others.map(rowOf)} stack />
      ) : null}
      {all.length === 0 ? (
        <EmptyState title="Nobody has judged in pairs yet">
          Ask two people to judge a theme, a judgement or a set piece. After some of them the page “Agreement” tells how
          far people judge alike.
        </EmptyState>
      ) : null}
    </>,
  );
}
