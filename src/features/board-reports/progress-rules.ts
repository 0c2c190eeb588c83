import type { Facts, Rag, SchoolFact } from './facts.ts';

export type Ratings = Record<Rag | 'none', number>;

/** How many criteria of open plans stand at each rating, over every school. */
export function ratingsOf(facts: Facts): Ratings {
  const sum: Ratings = { red: 0, amber: 0, green: 0, blue: 0, none: 0 };
  for (const plan of facts.schools.flatMap((school) => school.plans))
    if (!plan.closed) for (const rating of Object.keys(sum) as (keyof Ratings)[]) sum[rating] += plan.ratings[rating];
  return sum;
}

function newsOfSchool(then: SchoolFact, school: SchoolFact): string[] {
  const news: string[] = [];
  if (school.reviewYear && school.reviewYear !== then.reviewYear)
    news.push(`Annual Review ${school.reviewYear} issued`);
  // Grades of different frameworks are never held against each other.
  if (then.family === null || then.family === school.family)
    for (const judgement of school.judgements) {
      const old = then.judgements.find((found) => found.area === judgement.area);
      if (old && old.grade !== judgement.grade) news.push(`${judgement.area} ${judgement.grade}, was ${old.grade}`);
    }
  for (const plan of school.plans) {
    const old = then.plans.find((found) => found.planId === plan.planId);
    if (old?.state !== plan.state)
      news.push(`action plan ${plan.year}: ${plan.state}${old ? `, was ${old.state}` : ' (new)'}`);
  }
  // A plan of an earlier year is in no report after it has been closed.
  for (const old of then.plans)
    if (!old.closed && !school.plans.some((found) => found.planId === old.planId))
      news.push(`action plan ${old.year}: Closed, was ${old.state}`);
  return news;
}

/** What trustees would call news since the report before, a sentence a school: grades, where plans stand, what the Trust leads. The rest is left to the detail. */
export function newsSince(before: Facts, now: Facts): string[] {
  const led = (facts: Facts, school: string) =>
    facts.leadership.filter((one) => one.school === school).map((one) => one.aspect);
  const of = (school: SchoolFact): string[] => {
    const then = before.schools.find((found) => found.schoolId === school.schoolId);
    if (!then) return ['was not in the report before'];
    const [old, current] = [led(before, school.name), led(now, school.name)];
    return [
      ...newsOfSchool(then, school),
      ...current.filter((one) => !old.includes(one)).map((one) => `the Trust now leads ${one} directly`),
      ...old.filter((one) => !current.includes(one)).map((one) => `the Trust no longer leads ${one} directly`),
    ];
  };
  const gone = before.schools.filter((school) => !now.schools.some((found) => found.schoolId === school.schoolId));
  return [
    ...now.schools.flatMap((school) => {
      const news = of(school);
      return news.length > 0 ? [`${school.name}: ${news.join('; ')}.`] : [];
    }),
    ...gone.map((school) => `${school.name} is no longer in the report.`),
  ];
}
