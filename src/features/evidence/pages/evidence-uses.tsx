import type { EvidenceUse, EvidenceUseKind } from '#core/evidence/uses.ts';

const headings: Record<EvidenceUseKind | 'other', string> = {
  sentence: 'Sentences of reports',
  judgement: 'Judgements',
  theme: 'Themes of reviews',
  plan_line: 'Lines of action plans',
  plan_review: 'Termly reviews of plans',
  enquiry: 'Lines of enquiry',
  board_paper: 'Papers for the board',
  other: 'Elsewhere',
};

const order = Object.keys(headings) as (keyof typeof headings)[];

/** Every place that rests on a piece of evidence and that this reader may open, like with like. */
export const WhereUsed = ({ uses }: { uses: readonly EvidenceUse[] }) => {
  const byKind = Map.groupBy(uses, (use) => use.kind ?? 'other');
  return (
    <section>
      <h2 class="govuk-heading-m">Where this is used</h2>
      {uses.length === 0 ? (
        <p class="govuk-body">
          Nothing that you may open points to it yet. A review does so from the sentence that it supports, a plan from
          its criteria and its termly review.
        </p>
      ) : null}
      {order
        .filter((kind) => byKind.has(kind))
        .map((kind) => (
          <>
            <h3 class="govuk-heading-s">{headings[kind]}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {(byKind.get(kind) ?? []).map((use) => (
                <li>
                  <a class="govuk-link" href={use.href}>
                    {use.label}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ))}
    </section>
  );
};
