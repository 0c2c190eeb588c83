import { capital } from '#platform/capital.ts';

export const entryKinds = ['data_review', 'annual_review', 'department_review', 'topic_review'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The model's topics of the summer term, in the order in which they come round: DA, Behaviour, SEND, L&M. */
export const topics = ['disadvantaged', 'behaviour', 'send', 'leadership'] as const;
export type Topic = (typeof topics)[number];

export const kindWords: Record<EntryKind, string> = {
  data_review: 'Data review',
  annual_review: 'Annual Review',
  department_review: 'Department or subject review',
  topic_review: 'Topic review',
};

export const topicWords: Record<Topic, string> = {
  disadvantaged: 'Disadvantaged pupils',
  behaviour: 'Behaviour',
  send: 'SEND',
  leadership: 'Leadership and management',
};

const topicInShort: Record<Topic, string> = {
  disadvantaged: 'DA',
  behaviour: 'Behaviour',
  send: 'SEND',
  leadership: 'L&M',
};

/** What a card of the grid says in the width of a week; of a subject review what stands after the colon of its title. */
export function shortTitle(entry: {
  kind: EntryKind;
  topic: Topic | null;
  department: string | null;
  title: string;
}): string {
  if (entry.kind === 'data_review') return 'Data';
  if (entry.kind === 'annual_review') return 'Annual Review';
  if (entry.topic !== null) return topicInShort[entry.topic];
  const [, subject] = entry.title.split(': ');
  return entry.department ?? (subject ? capital(subject) : 'Subject');
}
