import type { Child } from 'hono/jsx';

export const WarningText = ({ children }: { children?: Child }) => (
  <div class="govuk-warning-text">
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">Warning </span>
      {children}
    </strong>
  </div>
);
