import { NotificationBanner } from '#ui/notification-banner.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';

/** After a save that came second: what somebody else has stored, above the form that still holds what was typed. */
export const StoredNow = ({ message, rows }: { message: string; rows: readonly SummaryRow[] }) => (
  <NotificationBanner kind="error" title="Somebody else saved this first">
    <p class="govuk-body">{message}</p>
    <p class="govuk-body">This is stored now. The form below still holds what you wrote; saving it replaces this.</p>
    <SummaryList rows={rows} />
  </NotificationBanner>
);
