import { safeHref } from './safe-href.ts';

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string | undefined;
}

export const Breadcrumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => (
  <nav class="govuk-breadcrumbs cairn-crumbs" aria-label="Breadcrumb">
    <ol class="govuk-breadcrumbs__list">
      {crumbs.map(({ label, href }) => (
        <li class="govuk-breadcrumbs__list-item" aria-current={href === undefined ? 'page' : undefined}>
          {href === undefined ? (
            label
          ) : (
            <a class="govuk-breadcrumbs__link" href={safeHref(href)}>
              {label}
            </a>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
