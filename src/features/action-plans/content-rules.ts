import { longDate, shortDate } from '#platform/clock.ts';
import type { CriterionRow, OwnedRow, PlanContent } from './content.ts';

const day = Temporal.PlainDate;

/** A number with its unit: `62.5%`, `12 pupils`, `£300`. */
export function withUnit(value: string | null, unit: string | null): string {
  if (value === null) return '';
  const number = value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
  if (!unit) return number;
  if (unit === '£') return `£${number}`;
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}

export const fromWhat = (row: CriterionRow) =>
  row.measure === 'number' ? withUnit(row.from_number, row.unit) : (row.from_words ?? '');
export const toWhat = (row: CriterionRow) =>
  row.measure === 'number' ? withUnit(row.to_number, row.unit) : (row.to_words ?? '');

/** `From 88.5% to 93%`, or the two descriptions in quotation marks. */
export function fromTo(row: CriterionRow): string {
  const [from, to] = [fromWhat(row) || 'what is not said yet', toWhat(row) || 'what is not said yet'];
  return row.measure === 'number' ? `From ${from} to ${to}` : `From “${from}” to “${to}”`;
}

export const hasOwner = (row: OwnedRow) => row.owner_id !== null || (row.owner_name ?? '') !== '';

/** What is wrong with a date by which success shall show: it lies after today and within two years. Null when nothing is. */
export function byWhenProblem(byWhen: Temporal.PlainDate, today: Temporal.PlainDate): string | null {
  if (day.compare(byWhen, today) <= 0) return 'By when must be after today';
  if (day.compare(byWhen, today.add({ years: 2 })) > 0)
    return `By when must be within two years, by ${longDate(today.add({ years: 2 }))}`;
  return null;
}

/** Everything that a criterion lacks before it can be signed. A plan that already runs may have criteria whose day has passed. */
export function criterionBlockers(row: CriterionRow, today: Temporal.PlainDate, running: boolean): string[] {
  const missing: string[] = [];
  if (fromWhat(row) === '') missing.push('where it starts from');
  if (toWhat(row) === '') missing.push('what it should come to');
  if (!row.by_when) missing.push('by when');
  if (!row.how_known) missing.push('how it will be known');
  const blockers = missing.length > 0 ? [`The criterion “${row.what}” does not say ${listed(missing)}.`] : [];
  const problem = row.by_when && !running ? byWhenProblem(row.by_when, today) : null;
  if (problem && row.by_when)
    blockers.push(`The criterion “${row.what}”: ${lower(problem)} (it says ${shortDate(row.by_when)}).`);
  return blockers;
}

const vague =
  /\b(improv\w*|better|more|increas\w*|strengthen\w*|embed\w*|robust|effective\w*|develop\w*|enhanc\w*|raise[sd]?|ensur\w*|consistent\w*|good|appropriate\w*)\b/i;

/** Questions about a criterion that stop nothing: a target that is where it started, and words that nobody can check. */
export function criterionQuestions(row: CriterionRow): string[] {
  const questions: string[] = [];
  const from = fromWhat(row);
  const to = toWhat(row);
  const same =
    row.measure === 'number'
      ? from !== '' && Number(row.from_number) === Number(row.to_number) && to !== ''
      : from !== '' && lower(from) === lower(to);
  if (same) questions.push(`It should come to ${to}, which is where it starts. Is keeping it there the success?`);
  const word = row.measure === 'words' ? vague.exec(row.to_words ?? '')?.[0] : undefined;
  if (word)
    questions.push(
      `“${word}” can be read in more than one way. What would somebody see, count or read that was not there before?`,
    );
  return questions;
}

/** What stands in the way of signing, or of declaring the plan ready or in place. */
export function contentBlockers(content: PlanContent, today: Temporal.PlainDate, running: boolean): string[] {
  const blockers: string[] = [];
  if (content.issues.length === 0) blockers.push('The plan has no key issue yet.');
  if (content.objectives.length === 0) blockers.push('The plan has no objective yet.');
  for (const issue of content.issues) {
    if (!content.objectives.some((row) => row.issue_id === issue.id))
      blockers.push(`The key issue “${short(issue.text)}” has no objective.`);
  }
  for (const row of content.criteria) blockers.push(...criterionBlockers(row, today, running));
  return blockers;
}

/** What stands in the way of recommending beyond that: every objective has a criterion, and an action with an owner and a date. */
export function recommendBlockers(content: PlanContent, today: Temporal.PlainDate, running: boolean): string[] {
  const blockers = contentBlockers(content, today, running);
  for (const objective of content.objectives) {
    const name = `The objective “${short(objective.text)}”`;
    if (!content.criteria.some((row) => row.objective_id === objective.id))
      blockers.push(`${name} has no criterion for success.`);
    const actions = content.actions.filter((row) => row.objective_id === objective.id);
    if (actions.length === 0) blockers.push(`${name} has no action.`);
    else if (!actions.some((row) => hasOwner(row) && row.due_on !== null))
      blockers.push(`${name} has no action with an owner and a date.`);
  }
  return blockers;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;

/** A long text cut at a word, for use inside a sentence. */
export function short(text: string, max = 70): string {
  if (text.length <= max) return text;
  return `${text.slice(0, text.lastIndexOf(' ', max) > 20 ? text.lastIndexOf(' ', max) : max)}…`;
}
