import type { Child } from 'hono/jsx';
import { safeHref } from './safe-href.ts';

export interface CardProps {
  title: Child;
  href?: string | undefined;
  headingLevel?: 2 | 3 | 4 | undefined;
  /** Beside the title: a tag or a grade. */
  aside?: Child | undefined;
  /** Below a line: links or small print. */
  footer?: Child | undefined;
  children?: Child;
}

export const Card = ({ title, href, headingLevel = 3, aside, footer, children }: CardProps) => {
  const Heading = `h${headingLevel}` as 'h2' | 'h3' | 'h4';
  return (
    <section class="cairn-card">
      <div class="cairn-card__head">
        <Heading class="cairn-card__title">
          {href === undefined ? (
            title
          ) : (
            <a class="govuk-link" href={safeHref(href)}>
              {title}
            </a>
          )}
        </Heading>
        {aside ? <div class="cairn-card__aside">{aside}</div> : null}
      </div>
      {children ? <div class="cairn-card__body">{children}</div> : null}
      {footer ? <div class="cairn-card__footer">{footer}</div> : null}
    </section>
  );
};
