import type { Child } from 'hono/jsx';

export const InsetText = ({ children }: { children?: Child }) => <div class="govuk-inset-text">{children}</div>;
