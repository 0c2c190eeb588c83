import { Details } from '#ui/details.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { enoughKinds, fewestToTell } from '../quality-rules.ts';

/** What each figure is worked out from. */
export const definitions = {
  calendar:
    'Entries of the year’s calendar whose days have passed and that nobody stopped. Held: the data review is recorded, the Annual Review issued, or the evidence of the review complete.',
  areas: `Areas of the framework to which evidence of at least ${enoughKinds} kinds speaks, by what its recorder said or because a sentence of an issued Annual Review cites it. A piece counts in the year in which it happened or was recorded.`,
  age: 'Days since the newest piece of evidence happened, in the area that has waited longest.',
  findings:
    'Calendar days from the issue of a key issue or a finding to the first action or criterion under it in the plan, or to when it was said what became of it.',
  impact:
    'Criteria of plans put to work (approved, put in place or signed by both) to which a piece of evidence speaks, or whose progress a termly review with evidence took into account.',
  grade:
    'In how many areas the school’s own grade was better, the same or worse than the Trust’s. Only issued judgements, and only within one version of one framework.',
  replies: 'Of the people observed in the year, how many have replied to what was written about their lesson.',
} as const;

export const Definitions = () => (
  <Details summary="How these figures are worked out">
    <SummaryList
      rows={[
        { key: 'Calendar', value: definitions.calendar },
        { key: 'Two kinds of evidence', value: definitions.areas },
        { key: 'Oldest newest evidence', value: definitions.age },
        { key: 'From finding to first action', value: definitions.findings },
        { key: 'Evidence of impact', value: definitions.impact },
        { key: 'The school’s own grade', value: definitions.grade },
        { key: 'Replies', value: definitions.replies },
        {
          key: 'Too few to tell',
          value: `Fewer than ${fewestToTell} stand behind it. Nothing is worked out from one or two.`,
        },
      ]}
    />
  </Details>
);
