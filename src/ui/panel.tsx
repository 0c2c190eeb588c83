import type { Child } from 'hono/jsx';

/** The end of something that took a while: "Annual review published". */
export const Panel = ({ title, children }: { title: Child; children?: Child }) => (
  <div class="govuk-panel govuk-panel--confirmation cairn-panel">
    <h1 class="govuk-panel__title">{title}</h1>
    {children ? <div class="govuk-panel__body">{children}</div> : null}
  </div>
);
