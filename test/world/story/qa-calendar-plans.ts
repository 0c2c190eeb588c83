import type { EntryKind, Topic } from '#features/qa-calendar/words.ts';
import type { CastKey, SchoolKey } from '../cast.ts';

type Planned = {
  kind: EntryKind;
  title: string;
  from: string;
  to?: string;
  lead: CastKey;
  topic?: Topic;
  department?: string;
};

export const everySchool = ['alderbeck', 'tarnside', 'hollowell', 'marlstone', 'kestrelford'] as const;

const data = (from: string): Planned => ({ kind: 'data_review', title: 'Data review', from, lead: 'trustLeader' });
const annual = (from: string, to: string, lead: CastKey): Planned => ({
  kind: 'annual_review',
  title: 'Annual Review',
  from,
  to,
  lead,
});

/** What was planned for last year, with its days. */
export const lastYear: Record<SchoolKey, readonly Planned[]> = {
  alderbeck: [
    data('2025-09-18'),
    annual('2025-10-14', '2025-10-15', 'trustLeader'),
    { kind: 'department_review', title: 'Subject review: writing', from: '2026-02-10', lead: 'primaryAdviser' },
    {
      kind: 'topic_review',
      title: 'Topic review: Disadvantaged pupils',
      topic: 'disadvantaged',
      from: '2026-06-09',
      lead: 'trustLeader',
    },
  ],
  tarnside: [
    data('2025-09-10'),
    annual('2025-10-01', '2025-10-03', 'trustLeader'),
    { kind: 'department_review', title: 'Subject review: reading', from: '2026-02-24', lead: 'primaryAdviser' },
    {
      kind: 'topic_review',
      title: 'Topic review: Behaviour',
      topic: 'behaviour',
      from: '2026-06-16',
      to: '2026-06-17',
      lead: 'primaryAdviser',
    },
  ],
  hollowell: [
    data('2025-09-25'),
    annual('2025-11-04', '2025-11-05', 'trustLeader'),
    { kind: 'department_review', title: 'Subject review: mathematics', from: '2026-03-10', lead: 'primaryAdviser' },
    {
      kind: 'topic_review',
      title: 'Topic review: Leadership and management',
      topic: 'leadership',
      from: '2026-06-30',
      lead: 'trustLeader',
    },
  ],
  marlstone: [
    data('2025-09-16'),
    annual('2025-10-07', '2025-10-09', 'executivePrincipal'),
    {
      kind: 'department_review',
      title: 'Department review: Mathematics',
      department: 'Mathematics',
      from: '2026-02-03',
      to: '2026-02-04',
      lead: 'teachingLead',
    },
    {
      kind: 'topic_review',
      title: 'Topic review: Disadvantaged pupils',
      topic: 'disadvantaged',
      from: '2026-06-23',
      lead: 'teachingLead',
    },
  ],
  kestrelford: [
    data('2025-10-02'),
    annual('2025-11-11', '2025-11-12', 'trustLeader'),
    {
      kind: 'department_review',
      title: 'Department review: Science',
      department: 'Science',
      from: '2026-03-03',
      to: '2026-03-04',
      lead: 'teachingLead',
    },
    {
      kind: 'topic_review',
      title: 'Topic review: SEND',
      topic: 'send',
      from: '2026-06-30',
      to: '2026-07-01',
      lead: 'teachingLead',
    },
  ],
};

/** Where this year’s entries stand once they have been rolled forward, where that is not the same week of term. */
export const thisYear: Record<SchoolKey, readonly (readonly [kind: EntryKind, from: string, to?: string])[]> = {
  alderbeck: [
    ['data_review', '2026-09-17'],
    ['annual_review', '2026-09-29', '2026-10-01'],
  ],
  tarnside: [
    ['data_review', '2026-09-09'],
    ['annual_review', '2026-09-15', '2026-09-17'],
  ],
  hollowell: [
    ['data_review', '2026-09-24'],
    ['annual_review', '2026-11-03', '2026-11-05'],
  ],
  marlstone: [
    ['data_review', '2026-09-15'],
    ['annual_review', '2026-09-22', '2026-09-24'],
  ],
  kestrelford: [
    ['data_review', '2026-10-01'],
    ['annual_review', '2026-11-10', '2026-11-12'],
  ],
};
