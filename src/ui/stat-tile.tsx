import type { Child } from 'hono/jsx';
import { safeHref } from './safe-href.ts';

export interface StatTileProps {
  label: Child;
  value: Child;
  /** Often a Comparison. */
  comparison?: Child | undefined;
  href?: string | undefined;
}

/** One number that matters, what it is, and what to hold it against. */
export const StatTile = ({ label, value, comparison, href }: StatTileProps) => (
  <div class="cairn-stat">
    <p class="cairn-stat__label">
      {href === undefined ? (
        label
      ) : (
        <a class="govuk-link" href={safeHref(href)}>
          {label}
        </a>
      )}
    </p>
    <p class="cairn-stat__value">{value}</p>
    {comparison ? <p class="cairn-stat__comparison">{comparison}</p> : null}
  </div>
);
