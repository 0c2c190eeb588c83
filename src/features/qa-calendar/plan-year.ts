import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { plannedDataReviews } from '#features/data-reviews/index.ts';
import { makePlan, type Placed, type Plan, type SchoolToPlan } from './make-rules.ts';
import { departmentsOf, type Entry, entriesInScope, type PossibleLead, possibleLeads } from './queries.ts';
import { rollPlan } from './roll-rules.ts';
import { schoolYears } from './school-years.ts';
import { templateOf } from './template-queries.ts';
import type { SchoolYear } from './week-rules.ts';

const placed = (entry: Entry): Placed & { rolledFromId: string | null } => ({
  schoolId: entry.school_id,
  school: entry.school,
  kind: entry.kind,
  templateKey: entry.template_key,
  title: entry.title,
  startsOn: entry.starts_on,
  leadId: entry.lead_id,
  stopped: entry.stopped_at !== null,
  rolledFromId: entry.rolled_from_id,
});

/** Departments in the order of their turn: never reviewed first, then longest ago. */
function byTurn(departments: SchoolToPlan['departments'], entries: readonly Entry[]): SchoolToPlan['departments'] {
  const last = (id: string) => entries.findLast((entry) => entry.department_id === id)?.starts_on.toString() ?? '';
  return departments.toSorted((a, b) => last(a.id).localeCompare(last(b.id)) || a.name.localeCompare(b.name));
}

/** Who leads unless the planner chooses others: leaders of the Trust and its Teaching and Learning team; the Executive Principal where there is nobody else. */
export function leadsUnlessChosen(people: readonly PossibleLead[]): PossibleLead[] {
  const team = people.filter((person) => person.ofTrust && !person.principal);
  return team.length > 0 ? team : people.filter((person) => person.principal);
}

/** Says first where no weeks of tests are known at all: then none were kept clear. */
function withExamsKnown(plan: Plan, years: readonly SchoolYear[]): Plan {
  const dated = years.filter((year) => year.weeks.length > 0);
  if (plan.drafts.length === 0 || dated.some((year) => year.exams.length > 0)) return plan;
  const note =
    'No weeks of tests or examinations are entered for the year, so none could be kept clear. They are entered with the term dates.';
  return { ...plan, notes: [note, ...plan.notes] };
}

/** What “Make the calendar” would add to a year, with these people to lead; null: those who usually do. Nothing is written. */
export async function planYear(ctx: Ctx, academicYear: number, leadIds: readonly string[] | null): Promise<Plan> {
  const schools = await listSchools(ctx);
  const yearOf = await schoolYears(ctx, academicYear);
  const { lines } = await templateOf(ctx);
  const all = await entriesInScope(ctx, { withStopped: true });
  const people = await possibleLeads(ctx);
  const leads = leadIds === null ? leadsUnlessChosen(people) : people.filter((person) => leadIds.includes(person.id));
  const departments = await departmentsOf(ctx);
  const dataReviews = await plannedDataReviews(ctx, academicYear);
  const plan = makePlan({
    lines,
    leads,
    today: ctx.today,
    standing: all.filter((entry) => entry.academic_year === academicYear).map(placed),
    schools: schools.map((school) => {
      const before = all.filter(
        (entry) => entry.school_id === school.id && entry.academic_year < academicYear && entry.stopped_at === null,
      );
      const own = departments.filter((department) => department.school_id === school.id);
      return {
        id: school.id,
        name: school.name,
        phase: school.phase,
        year: yearOf(school.id),
        departments: own,
        departmentsByTurn: byTurn(own, before),
        lastTopic: before.findLast((entry) => entry.topic !== null)?.topic ?? null,
        lastLead: Object.fromEntries(before.flatMap((entry) => (entry.lead_id ? [[entry.kind, entry.lead_id]] : []))),
        dataReviewOn: dataReviews.get(school.id)?.plannedOn ?? null,
      };
    }),
  });
  return withExamsKnown(
    plan,
    schools.map((school) => yearOf(school.id)),
  );
}

/** What rolling a year forward would add to the next. Nothing is written. */
export async function planRollForward(ctx: Ctx, toYear: number): Promise<Plan> {
  const schools = new Set((await listSchools(ctx)).map((school) => school.id));
  const yearTo = await schoolYears(ctx, toYear);
  const entries = await entriesInScope(ctx, { academicYear: toYear - 1 });
  const standing = await entriesInScope(ctx, { academicYear: toYear, withStopped: true });
  const { lines } = await templateOf(ctx);
  const plan = rollPlan({
    lines,
    standing: standing.map(placed),
    yearFrom: await schoolYears(ctx, toYear - 1),
    yearTo,
    leads: new Set((await possibleLeads(ctx)).map((person) => person.id)),
    openDepartments: new Set((await departmentsOf(ctx)).map((department) => department.id)),
    entries: entries
      .filter((entry) => schools.has(entry.school_id))
      .map((entry) => ({
        id: entry.id,
        schoolId: entry.school_id,
        school: entry.school,
        phase: entry.phase,
        kind: entry.kind,
        topic: entry.topic,
        departmentId: entry.department_id,
        department: entry.department,
        title: entry.title,
        startsOn: entry.starts_on,
        leadId: entry.lead_id,
        lead: entry.lead,
        templateKey: entry.template_key,
      })),
  });
  return withExamsKnown(
    plan,
    [...schools].map((id) => yearTo(id)),
  );
}
