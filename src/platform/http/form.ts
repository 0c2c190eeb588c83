import { z } from 'zod';
import { capital } from '../capital.ts';
import type { FieldError } from '../errors.ts';
import type { FormBody } from './page-request.ts';

/** What was typed, as one string a field, to show the form again. */
export type Typed = Readonly<Record<string, string>>;

export type FormResult<T> =
  | { ok: true; value: T; typed: Typed }
  | { ok: false; errors: readonly FieldError[]; typed: Typed };

/**
 * Reads a posted form through a Zod object. Fields whose schema is an array receive every value, others the first; absent fields are ''.
 * Never throws: errors carry the field's name and a sentence, `typed` what was sent.
 */
export function readForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: FormBody,
): FormResult<z.infer<z.ZodObject<Shape>>> {
  const raw: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) raw[name] = form[name] ?? [];
  const typed: Record<string, string> = {};
  for (const [name, values] of Object.entries(form)) typed[name] = values.join('\n');
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data, typed };
  const errors: FieldError[] = [];
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!errors.some((error) => error.field === field)) errors.push({ field, message: issue.message });
  }
  return { ok: false, errors, typed };
}

const first = z.array(z.string()).transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n').trim());

/** Text that must be there; `what` finishes “Enter …”. */
export const requiredText = (what: string, max = 500) =>
  first.pipe(
    z
      .string()
      .min(1, `Enter ${what}`)
      .max(max, `${capital(what)} must be ${max} characters or fewer`),
  );

/** Text that may be left out: '' becomes null. */
export const optionalText = (what: string, max = 500) =>
  first
    .pipe(z.string().max(max, `${capital(what)} must be ${max} characters or fewer`))
    .transform((text) => (text === '' ? null : text));

/** An e-mail address that must be there, in lower case as accounts keep it; `what` finishes “Enter …”. */
export const emailAddress = (what = 'an e-mail address') =>
  requiredText(what, 200).pipe(
    z
      .string()
      .toLowerCase()
      .refine((text) => z.email().safeParse(text).success, `Enter ${what} such as name@school.example`),
  );

/** One of a fixed list; `what` finishes “Choose …”. */
export const choice = <const Values extends readonly [string, ...string[]]>(what: string, values: Values) =>
  first.pipe(z.enum(values, `Choose ${what}`));

/** An id chosen from a list. */
export const chosenId = (what: string) => first.pipe(z.uuid(`Choose ${what}`));

export const optionalId = (what: string) =>
  first.pipe(z.union([z.literal('').transform(() => null), z.uuid(`Choose ${what}`)]));

/** Every ticked value. */
export const ticked = z.array(z.string());

/** A single tick box. */
export const checkbox = z.array(z.string()).transform((values) => values.length > 0 && values[0] !== '');

function parseDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** A date as `<input type="date">` sends it (YYYY-MM-DD); `what` finishes “Enter …”. */
export const requiredDate = (what: string) =>
  first.transform((text, context): Temporal.PlainDate => {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : null;
    if (date) return date;
    context.addIssue({
      code: 'custom',
      message: text === '' ? `Enter ${what}` : `${capital(what)} must be a real date, such as 27 3 2027`,
    });
    return z.NEVER;
  });

export const optionalDate = (what: string) =>
  first.transform((text, context): Temporal.PlainDate | null => {
    if (text === '') return null;
    const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : null;
    if (date) return date;
    context.addIssue({ code: 'custom', message: `${capital(what)} must be a real date, such as 27 3 2027` });
    return z.NEVER;
  });

/** A whole number within bounds. */
export const wholeNumber = (what: string, min: number, max: number) =>
  first.transform((text, context): number => {
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    context.addIssue({
      code: 'custom',
      message: text === '' ? `Enter ${what}` : `${capital(what)} must be a whole number from ${min} to ${max}`,
    });
    return z.NEVER;
  });

/** Pounds and pence as typed (“1,250.50”, “£300”) to whole pence; '' is null. */
export const optionalMoney = (what: string) =>
  first.transform((text, context): number | null => {
    if (text === '') return null;
    const match = /^£?\s*(\d{1,3}(?:,?\d{3})*)(?:\.(\d{2}))?$/.exec(text);
    if (match?.[1]) return Number(match[1].replaceAll(',', '')) * 100 + Number(match[2] ?? 0);
    context.addIssue({
      code: 'custom',
      message: `${capital(what)} must be an amount in pounds, such as 1,250 or 1250.50`,
    });
    return z.NEVER;
  });

/** The revision that the form was shown. */
export const revision = first.transform((text) => Number(text) || 0);
