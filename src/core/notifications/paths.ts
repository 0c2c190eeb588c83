/** Where everybody chooses what comes by mail: the page belongs to the slice `calendar-feeds`. */
export const noticePaths = { choices: '/reminders' };
