import type { Child } from 'hono/jsx';

export type NotificationKind = 'success' | 'info' | 'error';

const kinds = {
  success: { class: 'cairn-notice cairn-notice--success', title: 'Done', role: 'status' },
  info: { class: 'cairn-notice', title: 'Please note', role: 'status' },
  error: { class: 'cairn-notice cairn-notice--error', title: 'Not done', role: 'alert' },
} as const;

export interface NotificationBannerProps {
  kind?: NotificationKind | undefined;
  title?: string | undefined;
  children?: Child;
}

/** What has just happened, or what matters now. Read out when the page opens: an error at once, the rest politely. */
export const NotificationBanner = ({ kind = 'info', title, children }: NotificationBannerProps) => (
  <div class={kinds[kind].class} role={kinds[kind].role}>
    <p class="cairn-notice__title">{title ?? kinds[kind].title}</p>
    <div class="cairn-notice__text">{children}</div>
  </div>
);
