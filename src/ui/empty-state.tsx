import type { Child } from 'hono/jsx';

export interface EmptyStateProps {
  title: Child;
  /** What to do next. */
  children?: Child;
  /** A ButtonLink or a Form. */
  action?: Child | undefined;
  headingLevel?: 2 | 3 | undefined;
}

export const EmptyState = ({ title, children, action, headingLevel = 2 }: EmptyStateProps) => {
  const Heading = `h${headingLevel}` as 'h2' | 'h3';
  return (
    <div class="cairn-empty">
      <Heading class="govuk-heading-m">{title}</Heading>
      {children ? <div class="govuk-body">{children}</div> : null}
      {action}
    </div>
  );
};
