/** What the reader asked for does not exist, or lies outside what this reader may see: the two are never told apart. */
export class NotFound extends Error {
  override name = 'NotFound';
  constructor(message = 'There is nothing here that you can open.') {
    super(message);
  }
}

/** The reader may see the record but not do this to it; the message says why, in words for the reader. */
export class Forbidden extends Error {
  override name = 'Forbidden';
}

/** One thing wrong with what somebody typed; `field` is the name of the form field. */
export type FieldError = { field: string; message: string };

/** What was sent cannot be accepted; each error names its field. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}

/** Somebody saved the record after this reader opened it. Nothing was overwritten. */
export class StaleRevision extends Error {
  override name = 'StaleRevision';
  constructor(
    message = 'Somebody else saved this while you were writing. Nothing of yours has been lost: compare the two below, then save again.',
  ) {
    super(message);
  }
}

/** Throws `StaleRevision` unless the stored revision is the one that the form was shown. */
export function requireRevision(stored: number, shown: number): void {
  if (stored !== shown) throw new StaleRevision();
}

/** What is wrong with one field, in words; undefined where nothing is. */
export const errorFor = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

/** The errors of a refusal that a form can be shown again with; anything else is thrown on. */
export function errorsOf(error: unknown): readonly FieldError[] {
  if (error instanceof Invalid) return error.errors;
  throw error;
}

export const isStale = (error: unknown): error is StaleRevision => error instanceof StaleRevision;
