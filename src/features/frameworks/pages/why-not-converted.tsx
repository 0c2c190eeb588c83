import { InsetText } from '#ui/inset-text.tsx';

/** Said wherever a reader might be tempted to read a grade of one framework as a grade of another. */
export const WhyNotConverted = ({ note }: { note?: string }) => (
  <section>
    <h2 class="govuk-heading-m">Why grades are never converted</h2>
    <p class="govuk-body">
      When Ofsted changed its inspections in November 2025, it said that the new grades cannot be compared with the old
      ones. The areas are cut differently, the standards ask for other things, and there are five of them where there
      were four. A school that “requires improvement” is not a school that “needs attention”; a school that meets the
      “expected standard” is not thereby “good”.
    </p>
    <p class="govuk-body">
      Cairn therefore never turns a grade of one framework into a grade of another, never averages them, and shows a
      previous grade only when it was given in the same framework. The same evidence may support a judgement in either.
    </p>
    {note ? <InsetText>{note}</InsetText> : null}
  </section>
);
