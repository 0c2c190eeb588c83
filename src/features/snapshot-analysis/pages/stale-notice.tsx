import { longMoment } from '#platform/clock.ts';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { TextArea } from '#ui/text-area.tsx';

/** Shown with texts that could not be saved because a colleague saved first: what is stored stands beside them, so that neither is lost. */
export const StaleNotice = (props: {
  who: string | null;
  when: Temporal.Instant | null;
  stored: readonly { label: string; text: string }[];
}) => (
  <>
    <NotificationBanner kind="error" title="Not saved: somebody else saved this first">
      {props.who ?? 'A colleague'} saved this{props.when ? ` on ${longMoment(props.when)}` : ''}, after you had opened
      it. Nothing of yours has been lost. Bring the two together below, then save again: that replaces what is stored.
    </NotificationBanner>
    {props.stored
      .filter((each) => each.text.trim() !== '')
      .map((each, index) => (
        <TextArea
          name={`stored-${index + 1}`}
          label={`${each.label}, as it is stored now`}
          hint="To read and to copy from."
          value={each.text}
          rows={4}
        />
      ))}
  </>
);
