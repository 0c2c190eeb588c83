import type { Facts, PlanFact, SchoolFact } from './facts.ts';

/** One fact that is not what it was. `before` is null for what was added, `now` for what has gone. */
export type Change = { about: string; before: string | null; now: string | null };

type Line = [about: string, says: string];

const figure = (value: string, national: string | null) =>
  national === null ? value : `${value}, national ${national}`;

function linesOfPlan(school: string, plan: PlanFact): Line[] {
  const about = `${school}, action plan ${plan.year}`;
  return [
    [about, plan.state],
    [`${about}: approval`, plan.approval],
    [`${about}: review of the term`, plan.review.words],
    ...(plan.overdueActions > 0 ? [[`${about}: actions overdue`, String(plan.overdueActions)] satisfies Line] : []),
    ...plan.criteria.map(({ what, from, to, byWhen, last }): Line => {
      const aim = `from ${from} to ${to}${byWhen ? ` by ${byWhen}` : ''}`;
      return [`${about}: ${what}`, last ? `${aim}; ${last.rag} on ${last.on}: ${last.value} ${last.reason}` : aim];
    }),
  ];
}

function linesOfSchool(school: SchoolFact): Line[] {
  const { name } = school;
  return [
    [name, school.phase],
    ...(school.onRoll === null ? [] : [[`${name}: on roll`, String(school.onRoll)] satisfies Line]),
    ...(school.reviewYear ? [[`${name}: newest Annual Review`, school.reviewYear] satisfies Line] : []),
    ...school.judgements.map((judgement): Line => [`${name}: ${judgement.area}`, judgement.grade]),
    ...(school.setOff ? [[`${name}: set off`, school.setOff] satisfies Line] : []),
    ...[...school.outcomes, ...(school.attendance ? [school.attendance] : [])].map(
      (one): Line => [`${name}: ${one.title} ${one.year}`, figure(one.value, one.national)],
    ),
    ...school.plans.flatMap((plan) => linesOfPlan(name, plan)),
    ...(school.meetings
      ? [
          [
            `${name}: meetings with the head`,
            `${school.meetings.held} of ${school.meetings.due} held, ${school.meetings.missed} missed`,
          ] satisfies Line,
        ]
      : []),
  ];
}

/** Every fact as a line under what it is about; lines about the same thing are told apart by their number. */
function linesOf(facts: Facts): Map<string, string> {
  const lines = new Map<string, string>();
  const add = ([about, says]: Line) => {
    let key = about;
    for (let number = 2; lines.has(key); number += 1) key = `${about} (${number})`;
    lines.set(key, says);
  };
  facts.schools.flatMap(linesOfSchool).forEach(add);
  for (const line of facts.support) {
    const says = `${line.promisedHalfDays / 2} days promised, ${line.givenHalfDays / 2} given, £${(line.costPence / 100).toFixed(2)}`;
    add([`${line.school}: support, ${line.what}`, says]);
  }
  for (const led of facts.leadership)
    add([`${led.school}: led directly, ${led.aspect}`, `${led.leader}, until ${led.until}`]);
  for (const line of facts.lines)
    add([
      `${line.school}: line of enquiry, ${line.question}`,
      line.overdue ? `overdue since ${line.byWhen}` : `by ${line.byWhen}`,
    ]);
  return lines;
}

/** What was added, removed or changed between two assemblies, in the order of the report; empty when nothing was. */
export function changesBetween(before: Facts, after: Facts): Change[] {
  const then = linesOf(before);
  const now = linesOf(after);
  const changes: Change[] = [];
  for (const [about, says] of now) {
    const said = then.get(about) ?? null;
    if (said !== says) changes.push({ about, before: said, now: says });
  }
  for (const [about, said] of then) if (!now.has(about)) changes.push({ about, before: said, now: null });
  return changes;
}
