import type { PlanInScope } from '#features/action-plans/index.ts';
import { RagTag } from '#ui/rag-tag.tsx';

const words = { red: 'red', amber: 'amber', green: 'green', blue: 'reached', none: 'not rated' } as const;
const shown = ['red', 'amber', 'green', 'blue', 'none'] as const;

type Props = {
  ratings: PlanInScope['ratings'];
  /** The numbers alone, with the shapes and colours that `RatingsKey` explains; the words are still read out. */
  compact?: boolean | undefined;
};

/** How many criteria of a plan stand at each rating, the worst first. */
export const PlanRatings = ({ ratings, compact }: Props) => {
  const some = shown.filter((rag) => ratings[rag] > 0);
  if (some.length === 0) return <>No criteria yet</>;
  return (
    <span class={compact ? 'cairn-ratings' : undefined}>
      {some.map((rag) => (
        <>
          <RagTag rating={rag} label={compact ? String(ratings[rag]) : `${ratings[rag]} ${words[rag]}`} />
          {compact ? <span class="govuk-visually-hidden"> {words[rag]}</span> : null}{' '}
        </>
      ))}
    </span>
  );
};

/** What the shapes and colours of compact ratings mean. */
export const RatingsKey = () => (
  <p class="govuk-body-s">
    Criteria:{' '}
    {shown.map((rag) => (
      <>
        <RagTag rating={rag} label={words[rag]} />{' '}
      </>
    ))}
  </p>
);
