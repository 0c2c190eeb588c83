import { termNames } from '#core/academic-year/rules.ts';
import type { Phase } from '#core/organisations/tables.ts';
import { inWeekOf } from './entry-rules.ts';
import { titleFor } from './entry-words.ts';
import { type Draft, type Placed, type Plan, undatedNotes } from './make-rules.ts';
import { nextTopic, type TemplateLine } from './template-rules.ts';
import { againstWeek, type SchoolWeek, type SchoolYear, sameWeek, weekAt } from './week-rules.ts';
import { type EntryKind, type Topic, topics, topicWords } from './words.ts';

export type RolledEntry = {
  id: string;
  schoolId: string;
  school: string;
  phase: Phase;
  kind: EntryKind;
  topic: Topic | null;
  departmentId: string | null;
  department: string | null;
  title: string;
  startsOn: Temporal.PlainDate;
  leadId: string | null;
  lead: string | null;
  templateKey: string | null;
};

type Standing = Placed & { rolledFromId: string | null };

export type ToRoll = {
  entries: readonly RolledEntry[];
  lines: readonly TemplateLine[];
  /** What the new year has already. */
  standing: readonly Standing[];
  yearFrom: (schoolId: string) => SchoolYear;
  yearTo: (schoolId: string) => SchoolYear;
  /** Who can lead in the new year, as far as is known today. */
  leads: ReadonlySet<string>;
  openDepartments: ReadonlySet<string>;
};

/** The nearest week of the same term that nothing speaks against; the week itself where there is none. */
function nearestClear(year: SchoolYear, week: SchoolWeek): SchoolWeek {
  if (againstWeek(year, week.monday) === null) return week;
  const clear = year.weeks.filter((found) => found.term === week.term && againstWeek(year, found.monday) === null);
  const distance = (found: SchoolWeek) => Math.abs(found.ofTerm - week.ofTerm);
  return clear.toSorted((a, b) => distance(a) - distance(b) || a.ofTerm - b.ofTerm)[0] ?? week;
}

function weekFor(entry: RolledEntry, roll: ToRoll, notes: string[], at: string): SchoolWeek | null {
  const before = weekAt(roll.yearFrom(entry.schoolId), entry.startsOn);
  const to = roll.yearTo(entry.schoolId);
  if (!before) {
    notes.push(`${at}: left out, because it stood in a week without school and so has no week of term.`);
    return null;
  }
  const same = sameWeek(to, before.term, before.ofTerm);
  if (!same) {
    notes.push(`${at}: left out, because nobody has entered the dates of the ${termNames[before.term]}.`);
    return null;
  }
  const week = nearestClear(to, same);
  if (week !== same)
    notes.push(
      `${at}: put into week ${week.ofTerm} of the ${termNames[week.term]} instead of week ${before.ofTerm}, because ${againstWeek(to, same.monday)}.`,
    );
  else if (same.ofTerm !== before.ofTerm)
    notes.push(
      `${at}: put into the last week of the ${termNames[same.term]}, because the term is shorter than before.`,
    );
  else {
    const against = againstWeek(to, week.monday);
    if (against !== null)
      notes.push(`${at}: stays in week ${week.ofTerm} of the ${termNames[week.term]} although ${against}.`);
  }
  return week;
}

/** A review of the same kind that somebody has put into the same term of the new year, from the template or by hand; each stands for one. */
function sameReview(entry: RolledEntry, roll: ToRoll, taken: ReadonlySet<Standing>): Standing | undefined {
  const term = weekAt(roll.yearFrom(entry.schoolId), entry.startsOn)?.term;
  return roll.standing.find(
    (found) =>
      !taken.has(found) &&
      !found.stopped &&
      found.rolledFromId === null &&
      found.schoolId === entry.schoolId &&
      found.kind === entry.kind &&
      term !== undefined &&
      weekAt(roll.yearTo(entry.schoolId), found.startsOn)?.term === term,
  );
}

/** The next topic in turn, and the title with it; the title that somebody wrote stays where it does not name the topic. */
function turned(entry: RolledEntry, lines: readonly TemplateLine[]): { topic: Topic | null; title: string } {
  if (entry.topic === null) return { topic: null, title: entry.title };
  const line =
    lines.find((found) => found.key === entry.templateKey) ?? lines.find((found) => found.kind === 'topic_review');
  const topic = nextTopic(line?.topics ?? topics, entry.topic);
  const title = entry.title.includes(topicWords[entry.topic])
    ? entry.title.replace(topicWords[entry.topic], topic === null ? '' : topicWords[topic])
    : titleFor({ title: line?.title ?? 'Topic review', kind: 'topic_review' }, topic, null);
  return { topic, title };
}

/**
 * The entries of one year, a year on: in the same week of the same term, not on the same date; nothing of what became of them comes along, but each is
 * linked to the one it came from. Topics move on in their turn. Who no longer leads, and departments that have closed, are left out and said.
 */
export function rollPlan(roll: ToRoll): Plan {
  const plan: Plan = { drafts: [], notes: [] };
  const taken = new Set<Standing>();
  const schools = new Map(roll.entries.map((entry) => [entry.schoolId, entry.school]));
  plan.notes.push(...undatedNotes([...schools].map(([id, name]) => ({ name, year: roll.yearTo(id) }))));
  for (const entry of roll.entries.filter((each) => roll.yearTo(each.schoolId).weeks.length > 0)) {
    const there = roll.standing.some(
      (found) =>
        found.rolledFromId === entry.id ||
        (entry.templateKey !== null && found.schoolId === entry.schoolId && found.templateKey === entry.templateKey),
    );
    if (there) continue;
    const at = `${entry.school}, ${entry.title}`;
    const same = sameReview(entry, roll, taken);
    if (same) {
      taken.add(same);
      plan.notes.push(`${at}: left out, because ${same.title} has been put into that term already.`);
      continue;
    }
    const week = weekFor(entry, roll, plan.notes, at);
    if (!week) continue;
    const leads = entry.leadId !== null && roll.leads.has(entry.leadId);
    if (entry.leadId !== null && !leads)
      plan.notes.push(
        `${at}: ${entry.lead ?? 'Who led it'} no longer leads reviews and was left out. Choose who does.`,
      );
    const open = entry.departmentId === null || roll.openDepartments.has(entry.departmentId);
    if (!open)
      plan.notes.push(`${at}: ${entry.department ?? 'the department'} has closed and was left out. Choose another.`);
    const { topic, title } = turned(entry, roll.lines);
    if (topic !== entry.topic && topic !== null && entry.topic !== null)
      plan.notes.push(`${at}: the topic moves on to ${topicWords[topic]}.`);
    const draft: Draft = {
      schoolId: entry.schoolId,
      school: entry.school,
      phase: entry.phase,
      kind: entry.kind,
      topic,
      departmentId: open ? entry.departmentId : null,
      title: open || entry.department === null ? title : title.replace(`: ${entry.department}`, ''),
      leadId: leads ? entry.leadId : null,
      lead: leads ? entry.lead : null,
      templateKey: entry.templateKey,
      rolledFromId: entry.id,
      ...inWeekOf(week.monday),
    };
    plan.drafts.push(draft);
  }
  return plan;
}
