/** Addresses of the first hour. */
export const setUpPaths = {
  start: (token: string) => `/set-up/${token}`,
  file: (token: string) => `/set-up/${token}/file`,
  byHand: (token: string) => `/set-up/${token}/by-hand`,
  choose: (token: string) => `/set-up/${token}/choose`,
  check: (token: string) => `/set-up/${token}/check`,
};
