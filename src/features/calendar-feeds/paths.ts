/** Addresses of feeds and reminders. */
export const calendarFeedPaths = {
  feeds: '/calendar-feeds',
  end: (feedId: string) => `/calendar-feeds/${feedId}/end`,
  /** What a calendar program asks for; nobody is signed in there. */
  file: (token: string) => `/feeds/${token}/calendar.ics`,
  reminders: '/reminders',
};
