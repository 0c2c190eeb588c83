import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button } from '#ui/button.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import type { SavedPart } from '../newest-parts.ts';

/** The part that was sent and refused: with what was typed, and whether somebody else had saved it first. */
export type RefusedPart = { key: string; errors: readonly FieldError[]; typed: Typed; stale?: boolean };

/** What a form of the page shows: what was typed and refused, else what is stored. */
export function shownPart(key: string, saved: SavedPart | undefined, refused: RefusedPart | undefined) {
  const open = refused?.key === key;
  return {
    saved,
    refused: open ? refused : undefined,
    value: (field: string): string => (open ? (refused.typed[field] ?? '') : (saved?.values[field] ?? '')),
    error: (field: string): string | undefined =>
      open ? refused.errors.find((found) => found.field === field)?.message : undefined,
  };
}

type Props = {
  ctx: Ctx;
  partKey: string;
  action: string;
  /** What the form is called to those who do not see it: the criterion's own words. */
  label: string;
  shown: ReturnType<typeof shownPart>;
  /** Names of the fields in words, for showing both texts after a stale save. */
  fields: Readonly<Record<string, string>>;
  children: Child;
};

/**
 * One part that saves by itself: a moment after the last key where scripts run, with the button where they do not. `data-part` is its key; the script shows beside
 * it what the other side has saved.
 */
export const PartForm = ({ ctx, partKey, action, label, shown, fields, children }: Props) => (
  <form method="post" action={action} id={partKey} data-part={partKey} aria-label={label} novalidate>
    <HiddenField name="_csrf" value={ctx.page.csrfToken} />
    <HiddenField name="revision" value={shown.saved?.revision ?? 0} />
    {shown.refused?.stale && shown.saved ? (
      <StoredNow
        message={`${shown.saved.by} saved it at ${shown.saved.at}.`}
        rows={Object.entries(fields).map(([name, key]) => ({ key, value: shown.saved?.values[name] || '—' }))}
      />
    ) : null}
    {children}
    <p class="cairn-autosave" role="status" data-part-status>
      {shown.saved ? `Saved by ${shown.saved.by} at ${shown.saved.at}` : ''}
    </p>
    <Button variant="secondary" hiddenText={label}>
      Save
    </Button>
  </form>
);
