import { Details } from '#ui/details.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { factsOfFigure } from '../documents/paper-document.ts';
import type { FigureFact } from '../facts.ts';

/** The figure with all that it is held against, locked: exactly what readers of the paper will see. */
export const FigurePanel = ({ figure }: { figure: FigureFact }) => (
  <section aria-label="The figure">
    <h2 class="govuk-heading-s">As readers of the paper will see it</h2>
    <SummaryList rows={factsOfFigure(figure).map((each) => ({ key: each.label, value: each.value }))} />
    <Details summary="What this measure is">
      <p class="govuk-body">{figure.definition}</p>
    </Details>
  </section>
);
