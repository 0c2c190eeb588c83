import { longMoment } from '#platform/clock.ts';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { TextArea } from '#ui/text-area.tsx';

/** Shown with a text that could not be saved because another author saved first: the stored text beside it, so that neither is lost. */
export const StaleNotice = ({
  who,
  when,
  stored,
  grade,
}: {
  who: string | null;
  when: Temporal.Instant | null;
  stored: string;
  grade?: string | undefined;
}) => (
  <>
    <NotificationBanner kind="error" title="Not saved: somebody else saved this first">
      {who ?? 'Another author'} saved this part{when ? ` on ${longMoment(when)}` : ''}, after you had opened it. Nothing
      of yours has been lost. Bring the two together below, then save again: that replaces the stored text.
    </NotificationBanner>
    {grade ? <p class="govuk-body">Stored grade: {grade}</p> : null}
    <TextArea
      name="stored"
      label="The text as it is stored now"
      hint="To read and to copy from."
      value={stored}
      rows={10}
    />
  </>
);
