import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import type { FieldError } from '#platform/errors.ts';
import type { FormResult, Typed } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import type { PartEdit } from '../../actions/save-part.ts';
import type { PlanView } from '../../queries.ts';

export type Choice = { value: string; label: string };

/** What the fields of a part can be chosen from. */
export type PartOptions = {
  owners: readonly Choice[];
  schools: readonly Choice[];
  issues: readonly Choice[];
  objectives: readonly Choice[];
};

/** What a part’s fields are shown with: what was typed, and what is wrong with each field. */
export type FieldsProps = { typed: Typed; error: (field: string) => string | undefined; options: PartOptions };

/** The form of one kind of part: its fields, what they hold for a stored part, and how it is saved. */
export type PartForm = {
  /** Finishes “Add …” and “Change …”. */
  name: string;
  lead: string;
  Fields: (props: FieldsProps) => Child;
  /** The stored part as the form shows it; null when there is no such part. */
  stored: (view: PlanView, partId: string) => Typed | null;
  /** The field that a new part takes its parent in, and the labels by which stored values are shown beside typed ones. */
  parentField?: string;
  labels: Readonly<Record<string, string>>;
  save: (ctx: Ctx, planId: string, partId: string | null, form: FormBody) => Promise<FormResult<unknown>>;
};

/** The revision and reason of a form, as an edit of this part. */
export function editOf(
  planId: string,
  partId: string | null,
  value: { revision: number; why: string | null },
): PartEdit {
  return { planId, partId, revision: value.revision, why: value.why };
}

/** The message of one field. */
export const errorOf = (errors: readonly FieldError[]) => (field: string) =>
  errors.find((error) => error.field === field)?.message;

export const isoDate = (date: Temporal.PlainDate | null) => date?.toString() ?? '';
