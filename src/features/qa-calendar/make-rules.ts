import { type Term, termNames } from '#core/academic-year/rules.ts';
import type { Phase } from '#core/organisations/tables.ts';
import { shortDate } from '#platform/clock.ts';
import { type EntryDays, inWeekOf } from './entry-rules.ts';
import { titleFor } from './entry-words.ts';
import { isFor, nextTopic, type TemplateLine } from './template-rules.ts';
import { againstWeek, type SchoolWeek, type SchoolYear, weekAt, weekNumber } from './week-rules.ts';
import type { EntryKind, Topic } from './words.ts';

const compare = Temporal.PlainDate.compare;

/** What stands in the calendar already, or has just been put into it. */
export type Placed = {
  schoolId: string;
  school: string;
  kind: EntryKind;
  templateKey: string | null;
  title: string;
  startsOn: Temporal.PlainDate;
  leadId: string | null;
  stopped: boolean;
};

export type SchoolToPlan = {
  id: string;
  name: string;
  phase: Phase;
  year: SchoolYear;
  departments: readonly { id: string; name: string }[];
  /** The topic that its last topic review had. */
  lastTopic: Topic | null;
  /** Departments by when they were last reviewed: never first, then longest ago. */
  departmentsByTurn: readonly { id: string; name: string }[];
  /** Who led the last review of each kind here. */
  lastLead: Partial<Record<EntryKind, string>>;
  /** The day of a data review that has been planned already. */
  dataReviewOn: Temporal.PlainDate | null;
};

export type Lead = { id: string; name: string };

export type Draft = EntryDays & {
  schoolId: string;
  school: string;
  phase: Phase;
  kind: EntryKind;
  topic: Topic | null;
  departmentId: string | null;
  title: string;
  leadId: string | null;
  lead: string | null;
  templateKey: string | null;
  rolledFromId: string | null;
};

/** What would be added, and in words what could not be avoided, and why. */
export type Plan = { drafts: Draft[]; notes: string[] };

export type ToMake = {
  lines: readonly TemplateLine[];
  schools: readonly SchoolToPlan[];
  leads: readonly Lead[];
  standing: readonly Placed[];
  today: Temporal.PlainDate;
};

// How many weeks beyond the wished ones may be tried before something worse is accepted.
const beyond = 3;
const weight = { edge: 400, exam: 300, fortnight: 120, noLead: 100, outside: 30, sameLine: 12, closedDay: 4, busy: 3 };

/** What stands, with the number of its week. */
type Slot = Placed & { week: number };

const slotOf = (placed: Placed): Slot => ({ ...placed, week: weekNumber(placed.startsOn) });

type Candidate = { week: SchoolWeek; lead: Lead | null; score: number; outside: number; near: Slot | null };

const isMissing = (line: TemplateLine, school: SchoolToPlan, standing: readonly Placed[]): boolean =>
  !standing.some(
    (entry) =>
      entry.schoolId === school.id &&
      (entry.templateKey === line.key ||
        // Somebody has put one in by hand, in the same term.
        (entry.templateKey === null &&
          !entry.stopped &&
          entry.kind === line.kind &&
          weekAt(school.year, entry.startsOn)?.term === line.term)),
  );

/** What stands at the school within a fortnight of a week. */
const nearby = (slots: readonly Slot[], schoolId: string, week: number): Slot | undefined =>
  slots.find((slot) => slot.schoolId === schoolId && Math.abs(slot.week - week) < 2);

/** Who leads it best: free that week, with the least so far, and who led it there before. */
function leadFor(week: number, school: SchoolToPlan, line: TemplateLine, make: ToMake, slots: readonly Slot[]) {
  const ranked = make.leads.map((lead) => {
    const own = slots.filter((slot) => slot.leadId === lead.id);
    const booked = own.some((slot) => slot.week === week);
    const rank = (booked ? 1000 : 0) + own.length * 2 - (school.lastLead[line.kind] === lead.id ? 1 : 0);
    return { lead, booked, rank };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank)[0];
}

function candidateFor(
  week: SchoolWeek,
  school: SchoolToPlan,
  line: TemplateLine,
  make: ToMake,
  slots: readonly Slot[],
): Candidate {
  const number = weekNumber(week.monday);
  const outside = Math.max(0, line.fromWeek - week.ofTerm, week.ofTerm - line.toWeek);
  const near = nearby(slots, school.id, number) ?? null;
  const inWeek = slots.filter((slot) => slot.week === number);
  const best = leadFor(number, school, line, make, slots);
  const score =
    (week.first || week.last ? weight.edge : 0) +
    (week.exam !== null ? weight.exam : 0) +
    (near ? weight.fortnight : 0) +
    (best?.booked ? weight.noLead : 0) +
    (outside > 0 ? weight.outside * (1 + outside) : 0) +
    inWeek.filter((slot) => slot.templateKey === line.key).length * weight.sameLine +
    inWeek.length * weight.busy +
    (5 - week.schoolDays) * weight.closedDay;
  return { week, lead: best && !best.booked ? best.lead : null, score, outside, near };
}

const span = (line: TemplateLine): string =>
  `${line.fromWeek === line.toWeek ? `week ${line.fromWeek}` : `weeks ${line.fromWeek} to ${line.toWeek}`} of the ${termNames[line.term]}`;

/** Why none of the wished weeks would do, each week once. */
function whyNotWished(line: TemplateLine, school: SchoolToPlan, slots: readonly Slot[], today: Temporal.PlainDate) {
  const reasons = new Map<string, number[]>();
  for (let number = line.fromWeek; number <= line.toWeek; number += 1) {
    const week = school.year.weeks.find((found) => found.term === line.term && found.ofTerm === number);
    const near = week && nearby(slots, school.id, weekNumber(week.monday));
    const reason = !week
      ? 'the term does not have it'
      : compare(week.monday, today) < 0
        ? 'it has begun or is over'
        : (againstWeek(school.year, week.monday) ??
          (near ? `${near.title} is within a fortnight` : 'nobody is free to lead'));
    reasons.set(reason, [...(reasons.get(reason) ?? []), number]);
  }
  return [...reasons]
    .map(([reason, weeks]) => `week${weeks.length === 1 ? '' : 's'} ${weeks.join(', ')}: ${reason}`)
    .join('; ');
}

/** What an entry of a line is about at one school: its turn of the topics or of the departments. */
function aboutOf(line: TemplateLine, school: SchoolToPlan, position: number) {
  const topic = line.kind === 'topic_review' ? nextTopic(line.topics, school.lastTopic, position) : null;
  const [department = null] = line.kind === 'department_review' ? school.departmentsByTurn : [];
  return { topic, department };
}

function placeOne(
  line: TemplateLine,
  school: SchoolToPlan,
  position: number,
  make: ToMake,
  slots: readonly Slot[],
  plan: Plan,
): void {
  const { topic, department } = aboutOf(line, school, position);
  const title = titleFor(line, topic, department?.name ?? null);
  const at = `${school.name}, ${title}`;
  const draft = {
    schoolId: school.id,
    school: school.name,
    phase: school.phase,
    kind: line.kind,
    topic,
    departmentId: department?.id ?? null,
    title,
    templateKey: line.key,
    rolledFromId: null,
  };
  if (line.kind === 'data_review' && school.dataReviewOn !== null) {
    const day = school.dataReviewOn;
    const lead = make.leads.find((found) => found.id === school.lastLead.data_review) ?? null;
    plan.drafts.push({
      ...draft,
      startsOn: day,
      endsOn: day,
      daysKnown: true,
      leadId: lead?.id ?? null,
      lead: lead?.name ?? null,
    });
    plan.notes.push(`${at}: on ${shortDate(day)}, because the meeting has been planned for that day already.`);
    return;
  }
  const candidates = school.year.weeks
    .filter((week) => week.term === line.term && compare(week.monday, make.today) >= 0)
    .map((week) => candidateFor(week, school, line, make, slots))
    .filter((candidate) => candidate.outside <= beyond);
  const [best] = candidates.toSorted((a, b) => a.score - b.score || a.week.ofTerm - b.week.ofTerm);
  if (!best) {
    plan.notes.push(
      `${at}: left out, because no week near ${span(line)} is still to come (${whyNotWished(line, school, slots, make.today)}).`,
    );
    return;
  }
  plan.drafts.push({
    ...draft,
    ...inWeekOf(best.week.monday),
    leadId: best.lead?.id ?? null,
    lead: best.lead?.name ?? null,
  });
  const against = againstWeek(school.year, best.week.monday);
  const why = whyNotWished(line, school, slots, make.today);
  const where = `week ${best.week.ofTerm} of the ${termNames[line.term]}`;
  if (against !== null)
    plan.notes.push(`${at}: put into ${where} although ${against}. No better week is near (${why}).`);
  else if (best.outside > 0) plan.notes.push(`${at}: put into ${where} instead of ${span(line)} (${why}).`);
  if (best.near)
    plan.notes.push(
      `${at}: within a fortnight of ${best.near.title}, because no week of ${span(line)} is clear of it.`,
    );
  if (best.lead === null)
    plan.notes.push(
      make.leads.length === 0
        ? `${at}: nobody leads it yet, because nobody was chosen who could.`
        : `${at}: nobody leads it yet, because everybody who could leads at another school that week.`,
    );
}

/** How unevenly the schools of one line had to be put: more than one in a week only where there are more schools than weeks. */
function crowding(line: TemplateLine, drafts: readonly Draft[]): string[] {
  const ofLine = drafts.filter((draft) => draft.templateKey === line.key);
  const weeks = new Map<number, number>();
  for (const draft of ofLine) {
    const week = weekNumber(draft.startsOn);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
  }
  const most = Math.max(0, ...weeks.values());
  if (most < 2) return [];
  return [
    `${line.title}: ${ofLine.length} schools share ${weeks.size} ${weeks.size === 1 ? 'week' : 'weeks'}, at most ${most} in the same week.`,
  ];
}

/** Schools that nothing can be planned for, because nobody has entered their term dates: in one sentence where it is all of them. */
export function undatedNotes(schools: readonly { name: string; year: SchoolYear }[]): string[] {
  const undated = schools.filter((school) => school.year.weeks.length === 0);
  if (undated.length > 1 && undated.length === schools.length)
    return ['Nothing can be planned, because nobody has entered the term dates of the year.'];
  return undated.map((school) => `${school.name}: nothing can be planned, because nobody has entered its term dates.`);
}

const termOrder: Record<Term, number> = { autumn: 0, spring: 1, summer: 2 };

/**
 * Makes what is missing of a year from the template, school by school: within the wished weeks, spread so that schools do not all fall in the same week and
 * nobody leads at two schools at once; never in a first or last week, a week of tests or a week without school while another week near serves. What
 * could not be avoided is said in words. The same input always makes the same plan. Weeks that have begun are not used.
 */
export function makePlan(make: ToMake): Plan {
  const plan: Plan = { drafts: [], notes: [] };
  plan.notes.push(...undatedNotes(make.schools.map((school) => ({ name: school.name, year: school.year }))));
  const standing = make.standing.filter((entry) => !entry.stopped).map(slotOf);
  const slots = [...standing];
  const dated = make.schools.filter((school) => school.year.weeks.length > 0);
  const lines = make.lines.toSorted((a, b) => termOrder[a.term] - termOrder[b.term] || a.fromWeek - b.fromWeek);
  for (const [turn, line] of lines.entries()) {
    // Each line begins with another school, so that the same one is not always served first.
    const from = dated.length === 0 ? 0 : turn % dated.length;
    for (const school of [...dated.slice(from), ...dated.slice(0, from)]) {
      if (!isFor(line, school.phase) || !isMissing(line, school, make.standing)) continue;
      placeOne(line, school, dated.indexOf(school), make, slots, plan);
      const added = plan.drafts.slice(slots.length - standing.length);
      slots.push(...added.map((draft) => slotOf({ ...draft, stopped: false })));
    }
    plan.notes.push(...crowding(line, plan.drafts));
  }
  return plan;
}

/** What a plan says, in one line of text for each entry: two plans with the same are the same. */
export const planText = (plan: Plan): string =>
  plan.drafts
    .map((draft) =>
      [
        draft.schoolId,
        draft.kind,
        draft.title,
        draft.startsOn,
        draft.endsOn,
        draft.leadId,
        draft.templateKey,
        draft.rolledFromId,
      ].join(' '),
    )
    .join('\n');
