import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { type Agreement, agreementOf, type Drift, driftOf } from './agreement-rules.ts';
import { placeOf } from './judged-queries.ts';
import { moderatedIn } from './moderated.ts';
import type { Pair } from './pair-queries.ts';

/** One area that two people graded, by places on its scale; the two in the order of their ids, so that a pair is always held the same way round. */
export type Item = {
  /** Grades of two scales never meet: the family of frameworks with the codes of the scale. */
  scale: string;
  framework: string;
  labels: readonly string[];
  area: string;
  people: readonly { id: string; name: string; place: number }[];
  agreed: number | null;
  /** Sorts terms, and names them. */
  term: { order: number; name: string };
};

export type TermOf = (day: Temporal.Instant) => Item['term'];

/** Every area of revealed pairs. */
export function itemsOf(pairs: readonly Pair[], termOf: TermOf): Item[] {
  return pairs.flatMap((pair) => {
    const { revealedAt } = pair;
    if (revealedAt === null) return [];
    return pair.areas.flatMap((area): Item[] => {
      const grades = gradesFor(pair.framework, area);
      const given = pair.given.find((one) => one.areaId === area.id)?.grades ?? [];
      const people = given.flatMap((one) => {
        const place = grades.find((grade) => grade.code === one.gradeCode)?.position;
        const name = pair.graders.find((grader) => grader.personId === one.personId)?.name ?? '';
        return place === undefined ? [] : [{ id: one.personId, name, place }];
      });
      const [any] = grades;
      if (people.length !== 2 || !any) return [];
      return [
        {
          scale: `${any.family} ${any.scaleCodes}`,
          framework: pair.framework.name,
          labels: grades.map(gradeLabel),
          area: area.title,
          people: people.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          agreed: placeOf(moderatedIn(pair, area).grade)?.position ?? null,
          term: termOf(revealedAt),
        },
      ];
    });
  });
}

export type Group = { name: string; agreement: Agreement };
export type PersonDrift = { id: string; name: string; whole: Drift; terms: readonly { name: string; drift: Drift }[] };
export type ScaleAgreement = {
  scale: string;
  framework: string;
  labels: readonly string[];
  whole: Agreement;
  byArea: readonly Group[];
  byPair: readonly Group[];
  byTerm: readonly Group[];
  drift: readonly PersonDrift[];
};

const twice = (items: readonly Item[]) =>
  items.flatMap(({ people: [first, second] }) => (first && second ? [[first.place, second.place] as const] : []));

function grouped(items: readonly Item[], size: number, name: (item: Item) => string): Group[] {
  return [...Map.groupBy(items, name)].map(([key, of]) => ({ name: key, agreement: agreementOf(twice(of), size) }));
}

const inOrder = (items: readonly Item[]): Item[] => items.toSorted((a, b) => a.term.order - b.term.order);

function driftsOf(items: readonly Item[]): PersonDrift[] {
  const graded = items.flatMap((item) =>
    item.agreed === null
      ? []
      : item.people.map((person) => ({ ...person, term: item.term, given: person.place, agreed: item.agreed ?? 0 })),
  );
  return [...Map.groupBy(graded, (one) => one.id).values()]
    .map((own) => ({
      id: own[0]?.id ?? '',
      name: own[0]?.name ?? '',
      whole: driftOf(own),
      terms: [...Map.groupBy(own, (one) => one.term.name)].map(([name, of]) => ({ name, drift: driftOf(of) })),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Agreement and drift, scale by scale: the scale on which most was graded first. */
export function agreements(items: readonly Item[]): ScaleAgreement[] {
  return [...Map.groupBy(inOrder(items), (item) => item.scale).values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((of) => {
      const [first] = of;
      if (!first) return [];
      const size = first.labels.length;
      const byName = (a: Group, b: Group) => a.name.localeCompare(b.name, 'en-GB');
      return [
        {
          scale: first.scale,
          framework: first.framework,
          labels: first.labels,
          whole: agreementOf(twice(of), size),
          byArea: grouped(of, size, (item) => item.area).sort(byName),
          byPair: grouped(of, size, (item) => item.people.map((person) => person.name).join(' and ')).sort(byName),
          byTerm: grouped(of, size, (item) => item.term.name),
          drift: driftsOf(of),
        },
      ];
    });
}
