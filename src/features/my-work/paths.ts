/** Addresses of the home page. */
export const homePaths = { home: '/', read: (notificationId: string) => `/notices/${notificationId}/read` };
