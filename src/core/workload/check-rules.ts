import type { ExamWeek } from '../academic-year/queries.ts';
import {
  academicYearName,
  academicYearOf,
  type Term,
  termInYear,
  termWeekOf,
  termWeeks,
} from '../academic-year/rules.ts';
import type { TermDates } from '../academic-year/term-dates.ts';
import type { WorkloadShare } from './book-workload.ts';
import { minutesInWords, ordinal, schoolDaysOfNotice, termOfDay } from './count-rules.ts';
import type { WorkloadLimits } from './limits.ts';
import { type LedgerLine, observationsOf } from './observation-rules.ts';

export type LimitCode =
  | 'observations'
  | 'observed_minutes'
  | 'notice'
  | 'first_week'
  | 'last_week'
  | 'exam_week'
  | 'observers'
  | 'school_hours';

/** What a proposal would do to a limit: `words` is a sentence for whoever plans; what `blocks` needs a reason, the rest is a warning. */
export type Finding = {
  limit: LimitCode;
  personId: string | null;
  words: string;
  blocks: boolean;
  academicYear: number;
};

export type Proposal = {
  limits: WorkloadLimits;
  /** What stands already, in the whole trust, without the lines of the cause that is proposed. */
  lines: readonly LedgerLine[];
  /** The shares of one cause. */
  proposed: readonly WorkloadShare[];
  dates: (schoolId: string, academicYear: number) => TermDates;
  exams: (schoolId: string, academicYear: number) => readonly ExamWeek[];
  /** The day on which the observed learn of it; null where notice is no question. */
  toldOn: Temporal.PlainDate | null;
  names: ReadonlyMap<string, string>;
};

const before = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
const observedIn = (proposal: Proposal) => proposal.proposed.filter((share) => share.part === 'being_observed');
const nameOf = (proposal: Proposal, personId: string | null) =>
  personId === null ? 'Whoever is observed' : (proposal.names.get(personId) ?? 'A member of staff');

/** The caps of each teacher and year, over all purposes together; the warning comes before the cap. */
function capsOfPeople(proposal: Proposal): Finding[] {
  const { limits, lines, names } = proposal;
  const observed = observedIn(proposal);
  const years = [...new Set(observed.map((share) => academicYearOf(share.onDay)))];
  return years.flatMap((academicYear) => {
    const adding = observationsOf(
      observed.map((share) => ({ ...share, state: share.state ?? 'planned', cause: 'proposed' })),
      academicYear,
    );
    const standing = observationsOf(lines, academicYear);
    return [...adding].flatMap(([personId, added]): Finding[] => {
      const stands = standing.get(personId) ?? { observations: 0, minutes: 0 };
      const observations = stands.observations + added.observations;
      const minutes = stands.minutes + added.minutes;
      const who = names.get(personId) ?? 'A member of staff';
      const year = academicYearName(academicYear);
      const findings: Finding[] = [];
      if (observations > limits.observationsAYear)
        findings.push({
          limit: 'observations',
          personId,
          academicYear,
          blocks: true,
          words: `${who}: it would be the ${ordinal(observations)} observation of ${year}, and the limit is ${limits.observationsAYear}`,
        });
      else if (observations >= limits.warnAtObservations)
        findings.push({
          limit: 'observations',
          personId,
          academicYear,
          blocks: false,
          words: `${who}: it would be the ${ordinal(observations)} observation of ${year}, of ${limits.observationsAYear} at most`,
        });
      if (minutes > limits.observedMinutesAYear)
        findings.push({
          limit: 'observed_minutes',
          personId,
          academicYear,
          blocks: true,
          words: `${who}: observed for ${minutesInWords(minutes)} in ${year}, and the limit is ${minutesInWords(limits.observedMinutesAYear)}`,
        });
      return findings;
    });
  });
}

/** Notice, and the weeks in which nobody is observed: each person and day once. What has been done already can no longer be announced. */
function daysOfObservation(proposal: Proposal): Finding[] {
  const { limits, toldOn } = proposal;
  const seen = new Set<string>();
  return observedIn(proposal).flatMap((share): Finding[] => {
    const key = `${share.personId} ${share.schoolId} ${share.onDay}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const academicYear = academicYearOf(share.onDay);
    const about = { personId: share.personId, academicYear, blocks: true };
    const who = nameOf(proposal, share.personId);
    const findings: Finding[] = [];
    const dates = proposal.dates(share.schoolId, academicYear);
    if (toldOn && share.state !== 'done') {
      const days = schoolDaysOfNotice((year) => proposal.dates(share.schoolId, year), toldOn, share.onDay);
      if (days < limits.noticeSchoolDays)
        findings.push({
          ...about,
          limit: 'notice',
          words: `${who} would have ${days} ${days === 1 ? 'school day' : 'school days'} of notice, and the limit is ${limits.noticeSchoolDays}`,
        });
    }
    const weeks = termWeeks(dates);
    const week = termWeekOf(weeks, share.onDay);
    const ofTerm = weeks.filter((each) => each.term === week?.term);
    if (week && limits.notInFirstWeek && ofTerm[0] === week)
      findings.push({ ...about, limit: 'first_week', words: `${who} would be observed in the first week of term` });
    if (week && limits.notInLastWeek && ofTerm.at(-1) === week)
      findings.push({ ...about, limit: 'last_week', words: `${who} would be observed in the last week of term` });
    const exam = proposal
      .exams(share.schoolId, academicYear)
      .find((found) => !before(share.onDay, found.startsOn) && !before(found.endsOn, share.onDay));
    if (exam && limits.notInExamWeeks)
      findings.push({ ...about, limit: 'exam_week', words: `${who} would be observed during ${exam.name}` });
    return findings;
  });
}

/** Too many observers of one named person. An estimate for a whole department says nothing of who stands in which room. */
function observersOf(proposal: Proposal): Finding[] {
  const observed = new Set(observedIn(proposal).map((share) => share.personId));
  const [personId] = observed;
  if (observed.size !== 1 || !personId) return [];
  const observing = proposal.proposed.filter((share) => share.part === 'observing');
  const named = new Set(observing.flatMap((share) => share.personId ?? []));
  const observers = named.size + observing.filter((share) => share.personId === null).length;
  const { observersAtMost } = proposal.limits;
  const [first] = observedIn(proposal);
  if (observers <= observersAtMost || !first) return [];
  return [
    {
      limit: 'observers',
      personId,
      academicYear: academicYearOf(first.onDay),
      blocks: true,
      words: `${observers} people would observe ${nameOf(proposal, personId)} at once, and the limit is ${observersAtMost}`,
    },
  ];
}

/** The hours of all people of a school in a term. */
function hoursOfSchools(proposal: Proposal): Finding[] {
  const { limits, lines, proposed, dates } = proposal;
  const added = new Map<string, { schoolId: string; academicYear: number; term: Term; minutes: number }>();
  const placeOf = (line: { schoolId: string; onDay: Temporal.PlainDate }) => {
    const academicYear = academicYearOf(line.onDay);
    const term = termOfDay(dates(line.schoolId, academicYear), line.onDay);
    return { key: `${line.schoolId} ${academicYear} ${term}`, schoolId: line.schoolId, academicYear, term };
  };
  for (const share of proposed) {
    const { key, ...place } = placeOf(share);
    added.set(key, { ...place, minutes: (added.get(key)?.minutes ?? 0) + share.minutes });
  }
  const standing = new Map<string, number>();
  for (const line of lines.filter((each) => each.state !== 'stopped')) {
    const { key } = placeOf(line);
    if (added.has(key)) standing.set(key, (standing.get(key) ?? 0) + line.minutes);
  }
  return [...added].flatMap(([key, { academicYear, term, minutes }]): Finding[] => {
    const total = minutes + (standing.get(key) ?? 0);
    if (total <= limits.schoolHoursATerm * 60) return [];
    const words = `The school would spend ${minutesInWords(total)} in the ${termInYear(term, academicYear)}, and the limit is ${limits.schoolHoursATerm} hours`;
    return [{ limit: 'school_hours', personId: null, academicYear, blocks: true, words }];
  });
}

/**
 * What a proposal does to the limits, over formal, informal, appraisal, early-career and peer observation together. Going over a limit blocks unless a reason
 * is given; coming near one warns.
 */
export function checkWorkload(proposal: Proposal): Finding[] {
  return [
    ...capsOfPeople(proposal),
    ...daysOfObservation(proposal),
    ...observersOf(proposal),
    ...hoursOfSchools(proposal),
  ];
}
