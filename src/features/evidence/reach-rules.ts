import type { Points, Readers } from '#core/evidence/tables.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';

/** What a piece of evidence speaks to, who saw it, and who may read it. */
export type Reach = {
  observedId: string | null;
  readers: Readers;
  readerIds: readonly string[];
  /** Besides the recorder; without a person where somebody from outside stood beside. */
  observers: readonly { personId: string | null; name: string }[];
  areas: readonly { areaId: string; points: Points }[];
  tags: readonly EvidenceTag[];
  criterionIds: readonly string[];
  enquiryIds: readonly string[];
};

export type Option = { id: string; label: string; hint?: string };

/** What the form offers. */
export type Choices = {
  teachers: readonly Option[];
  observers: readonly Option[];
  readers: readonly Option[];
  frameworks: readonly { name: string; areas: readonly Option[] }[];
  criteria: readonly Option[];
  enquiries: readonly Option[];
};

export const nothingSaid: Reach = {
  observedId: null,
  readers: 'leaders',
  readerIds: [],
  observers: [],
  areas: [],
  tags: [],
  criterionIds: [],
  enquiryIds: [],
};

/**
 * What is stored after a form was sent: of what the form offered, what was chosen; of what stood before and was not offered to this writer (a plan that they may not
 * read, somebody who has left, a framework out of use), all of it. Where one teacher was observed, or somebody stood beside, those who saw it read it too, and
 * evidence about one teacher is always for named readers.
 */
export function settledReach(sent: Reach, before: Reach, offered: Choices): Reach {
  const ids = (options: readonly Option[]) => new Set(options.map((option) => option.id));
  const settle = (chosen: readonly string[], stood: readonly string[], options: readonly Option[]) => {
    const known = ids(options);
    return [...new Set([...chosen.filter((id) => known.has(id)), ...stood.filter((id) => !known.has(id))])];
  };
  const areas = ids(offered.frameworks.flatMap((framework) => framework.areas));
  const names = new Map(offered.observers.map((person) => [person.id, person.label]));
  const known = new Set(names.keys());
  const observers = [
    ...sent.observers.flatMap(({ personId, name }): Reach['observers'] => {
      if (personId === null) return [{ personId, name }];
      const found = names.get(personId);
      return found === undefined ? [] : [{ personId, name: found }];
    }),
    ...before.observers.filter(({ personId }) => personId !== null && !known.has(personId)),
  ];
  const teachers = ids(offered.teachers);
  const observedId =
    sent.observedId === null || teachers.has(sent.observedId) || sent.observedId === before.observedId
      ? sent.observedId
      : null;
  const readers: Readers = observedId !== null ? 'named' : sent.readers;
  const readerIds = settle(sent.readerIds, before.readerIds, offered.readers);
  const saw = observers.flatMap(({ personId }) => personId ?? []);
  return {
    observedId,
    readers,
    observers,
    readerIds: readers === 'named' ? [...new Set([...readerIds, ...saw])] : [],
    areas: [
      ...sent.areas.filter((area) => areas.has(area.areaId)),
      ...before.areas.filter((area) => !areas.has(area.areaId)),
    ],
    tags: [...new Set(sent.tags)],
    criterionIds: settle(sent.criterionIds, before.criterionIds, offered.criteria),
    enquiryIds: settle(sent.enquiryIds, before.enquiryIds, offered.enquiries),
  };
}

/** Who may read it, in words for whoever is told. */
export function readersInWords(readers: Readers, people: readonly string[]): string {
  if (readers === 'leaders') return 'The leaders of the school and of the Trust, and external reviewers of the school';
  return people.length === 0 ? 'Nobody else' : people.join(', ');
}

export const pointsNames: Record<Points, string> = {
  strength: 'A strength',
  development: 'To develop',
  mixed: 'Both',
};
