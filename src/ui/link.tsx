import type { Child } from 'hono/jsx';
import { safeHref } from './safe-href.ts';

export interface LinkProps {
  href: string;
  children?: Child;
}

/** A link in running text or in a table. */
export const Link = ({ href, children }: LinkProps) => (
  <a class="govuk-link" href={safeHref(href)}>
    {children}
  </a>
);
