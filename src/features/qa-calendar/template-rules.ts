import type { Term } from '#core/academic-year/rules.ts';
import type { Phase } from '#core/organisations/tables.ts';
import type { WorkloadPart } from '#core/workload/tables.ts';
import type { EntryKind, Topic } from './words.ts';
import { topics } from './words.ts';

/** Which schools a line of the template is for: all-through schools count with the secondary ones, nurseries and special schools with the primaries. */
export type ForPhase = 'all' | 'primary' | 'secondary';

/** How long one part of a review keeps how many people busy, each of them, in minutes. `writing` and `observing` are the lead's own. */
export type Cost = { part: WorkloadPart; people: number; minutes: number };

/** One thing that the trust does at each of its schools every year. `key` stays the same for good; weeks are counted from the start of the term. */
export type TemplateLine = {
  key: string;
  kind: EntryKind;
  title: string;
  phase: ForPhase;
  term: Term;
  fromWeek: number;
  toWeek: number;
  /** Of a topic review: what comes round, in order. */
  topics: Topic[];
  costs: Cost[];
};

const preparing = (people: number, minutes: number): Cost => ({ part: 'preparing', people, minutes });
const meeting = (people: number, minutes: number): Cost => ({ part: 'meeting', people, minutes });

const departmentCosts = (people: number): Cost[] => [
  preparing(2, 90),
  { part: 'being_observed', people, minutes: 30 },
  meeting(people, 30),
  { part: 'feedback', people, minutes: 15 },
  { part: 'observing', people: 1, minutes: 360 },
  { part: 'writing', people: 1, minutes: 240 },
];

/**
 * What holds until a trust saves a template of its own. The kinds and terms are the model's; the weeks and minutes are this product's proposal: a data
 * review once results are in, the Annual Review in time for the board in December, the other two clear of the weeks of tests and examinations.
 */
export const shippedTemplate: readonly TemplateLine[] = [
  {
    key: 'data_review',
    kind: 'data_review',
    title: 'Data review',
    phase: 'all',
    term: 'autumn',
    fromWeek: 3,
    toWeek: 5,
    topics: [],
    costs: [preparing(2, 60), meeting(5, 90)],
  },
  {
    key: 'annual_review',
    kind: 'annual_review',
    title: 'Annual Review',
    phase: 'all',
    term: 'autumn',
    fromWeek: 8,
    toWeek: 12,
    topics: [],
    costs: [
      preparing(3, 120),
      { part: 'being_observed', people: 10, minutes: 30 },
      meeting(8, 45),
      { part: 'feedback', people: 4, minutes: 60 },
      { part: 'observing', people: 1, minutes: 720 },
      { part: 'writing', people: 1, minutes: 600 },
    ],
  },
  {
    key: 'department_review',
    kind: 'department_review',
    title: 'Department review',
    phase: 'secondary',
    term: 'spring',
    fromWeek: 3,
    toWeek: 9,
    topics: [],
    costs: departmentCosts(6),
  },
  {
    key: 'subject_review',
    kind: 'department_review',
    title: 'Subject review',
    phase: 'primary',
    term: 'spring',
    fromWeek: 3,
    toWeek: 9,
    topics: [],
    costs: departmentCosts(4),
  },
  {
    key: 'topic_review',
    kind: 'topic_review',
    title: 'Topic review',
    phase: 'all',
    term: 'summer',
    fromWeek: 3,
    toWeek: 10,
    topics: [...topics],
    costs: departmentCosts(5),
  },
];

const countsAsPrimary: readonly Phase[] = ['nursery', 'primary', 'special'];

/** True where a line is meant for schools of this phase. */
export const isFor = (line: Pick<TemplateLine, 'phase'>, phase: Phase): boolean =>
  line.phase === 'all' || (line.phase === 'primary') === countsAsPrimary.includes(phase);

/** What an entry is expected to cost: by the line that it came from, else by the first line of its kind for such a school. */
export function costsOf(
  lines: readonly TemplateLine[],
  entry: { kind: EntryKind; templateKey: string | null },
  phase: Phase,
): readonly Cost[] {
  const line =
    lines.find((found) => found.key === entry.templateKey) ??
    lines.find((found) => found.kind === entry.kind && isFor(found, phase)) ??
    lines.find((found) => found.kind === entry.kind);
  return line?.costs ?? [];
}

/** Minutes of all people together; with `ofSchool`, without the lead's own observing and writing. */
export function minutesOf(costs: readonly Cost[], ofSchool = false): number {
  return costs
    .filter((cost) => !ofSchool || !isLeads(cost.part))
    .reduce((sum, cost) => sum + cost.people * cost.minutes, 0);
}

/** Observing and writing are done by whoever leads the review, not by the people of the school. */
export const isLeads = (part: WorkloadPart): boolean => part === 'observing' || part === 'writing';

/** The topic that comes after another in a rotation; the first where there is none, or where the last is not in it any more. */
export function nextTopic(rotation: readonly Topic[], last: Topic | null, start = 0): Topic | null {
  if (rotation.length === 0) return null;
  const at = last === null ? -1 : rotation.indexOf(last);
  return (at === -1 ? rotation[start % rotation.length] : rotation[(at + 1) % rotation.length]) ?? null;
}

/** What is wrong with a line, by field. */
export function lineProblems(line: TemplateLine): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if (line.toWeek < line.fromWeek)
    problems.push({ field: 'toWeek', message: 'The last week must not come before the first' });
  if (line.kind === 'topic_review' && line.topics.length === 0)
    problems.push({ field: 'topics', message: 'Choose at least one topic' });
  return problems;
}
