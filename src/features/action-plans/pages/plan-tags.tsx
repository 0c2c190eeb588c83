import type { Child } from 'hono/jsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { type PlanState, stateNames } from '../rules.ts';
import type { ProgressRag } from '../tables.ts';

const stateColours: Record<PlanState, TagColour> = {
  draft: 'grey',
  ready: 'blue',
  agreed: 'teal',
  in_place: 'teal',
  recommended: 'purple',
  sent_back: 'amber',
  in_force: 'green',
  closed: 'grey',
};

export const StateTag = ({ state }: { state: PlanState }) => (
  <Tag colour={stateColours[state]}>{stateNames[state]}</Tag>
);

/** Ratings as tags with their numbers, those that occur. */
export const RagCounts = ({ counts }: { counts: Record<ProgressRag | 'none', number> }): Child => {
  const order = ['red', 'amber', 'green', 'blue', 'none'] as const;
  const words = { red: 'red', amber: 'amber', green: 'green', blue: 'reached', none: 'not rated' };
  const shown = order.filter((rag) => counts[rag] > 0);
  if (shown.length === 0) return <>No criteria yet</>;
  return (
    <>
      {shown.map((rag) => (
        <>
          <RagTag rating={rag} label={`${counts[rag]} ${words[rag]}`} />{' '}
        </>
      ))}
    </>
  );
};
