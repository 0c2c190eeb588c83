export const SkipLink = () => (
  <a href="#main" class="govuk-skip-link">
    Skip to main content
  </a>
);
