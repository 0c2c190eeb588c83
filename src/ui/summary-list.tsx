import type { Child } from 'hono/jsx';
import { safeHref } from './safe-href.ts';

export interface SummaryRow {
  key: Child;
  value: Child;
  /** `hiddenText` says what is changed: "Change" + " start date". */
  action?: { href: string; label: string; hiddenText?: string | undefined } | undefined;
}

export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }) => {
  const anyAction = rows.some((row) => row.action);
  return (
    <dl class="govuk-summary-list">
      {rows.map(({ key, value, action }) => (
        <div
          class={
            anyAction && !action
              ? 'govuk-summary-list__row govuk-summary-list__row--no-actions'
              : 'govuk-summary-list__row'
          }
        >
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value ?? '—'}</dd>
          {action ? (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={safeHref(action.href)}>
                {action.label}
                {action.hiddenText ? <span class="govuk-visually-hidden"> {action.hiddenText}</span> : null}
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
};
