import type { Child } from 'hono/jsx';
import { Button } from './button.tsx';
import { safeHref } from './safe-href.ts';

export interface FilterFormProps {
  action: string;
  label?: string | undefined;
  submit?: string | undefined;
  /** Where "Clear" leads; left out when nothing is filtered. */
  clearHref?: string | undefined;
  children?: Child;
}

/** Fields in a row that narrow the list below; a GET, so that the address can be kept and sent. */
export const FilterForm = ({ action, label = 'Filter', submit = 'Show', clearHref, children }: FilterFormProps) => (
  <search aria-label={label}>
    <form method="get" action={safeHref(action)} class="cairn-filter">
      {children}
      <div class="cairn-filter__actions">
        <Button variant="secondary">{submit}</Button>
        {clearHref === undefined ? null : (
          <a class="govuk-link" href={safeHref(clearHref)}>
            Clear
          </a>
        )}
      </div>
    </form>
  </search>
);
