import type { IssuedReview } from '#features/annual-reviews/index.ts';

const shortNames: Record<string, string> = {
  quality_of_education: 'Quality of education',
  behaviour_and_attitudes: 'Behaviour',
  personal_development: 'Personal development',
  leadership_and_management: 'Leadership',
  early_years_provision: 'Early years',
  sixth_form_provision: 'Sixth form',
  safeguarding: 'Safeguarding',
};

/** The areas that the reviews judge, in the order of the framework, each with a short name for the head of a column. */
export function areaNames(reviews: readonly IssuedReview[]): { code: string; short: string }[] {
  const codes = [
    ...new Set([
      ...Object.keys(shortNames),
      ...reviews.flatMap((review) => review.judgements.map((judgement) => judgement.areaCode)),
    ]),
  ];
  const used = new Set(reviews.flatMap((review) => review.judgements.map((judgement) => judgement.areaCode)));
  const titles = new Map(
    reviews.flatMap((review) => review.judgements.map((judgement) => [judgement.areaCode, judgement.areaTitle])),
  );
  return codes
    .filter((code) => used.has(code))
    .map((code) => ({ code, short: shortNames[code] ?? titles.get(code) ?? code }));
}
