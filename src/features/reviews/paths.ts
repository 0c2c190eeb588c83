const of = (reviewId: string): string => `/reviews/${reviewId}`;

/** Addresses of reviews; other features may use them. */
export const qaReviewPaths = {
  list: '/reviews',
  /** The review of a calendar entry, or the page where it is prepared. */
  forEntry: (entryId: string) => `/reviews/for-entry/${entryId}`,
  prepare: (entryId: string) => `/reviews/prepare/${entryId}`,
  /** Where the reader is named in a timetable. */
  withMe: '/reviews/with-me',
  review: of,
  purpose: (reviewId: string) => `${of(reviewId)}/purpose`,
  team: (reviewId: string) => `${of(reviewId)}/team`,
  member: (reviewId: string, memberId: string, what: 'declare' | 'decide' | 'expertise' | 'remove') =>
    `${of(reviewId)}/team/${memberId}/${what}`,
  themes: (reviewId: string) => `${of(reviewId)}/themes`,
  theme: (reviewId: string, themeId: string) => `${of(reviewId)}/themes/${themeId}`,
  themePart: (reviewId: string, themeId: string, what: 'change' | 'remove' | 'write' | 'autosave' | 'own') =>
    `${of(reviewId)}/themes/${themeId}/${what}`,
  timetable: (reviewId: string) => `${of(reviewId)}/timetable`,
  activity: (reviewId: string, activityId: string) => `${of(reviewId)}/activities/${activityId}`,
  activityPart: (reviewId: string, activityId: string, what: 'change' | 'cancel' | 'record' | 'autosave') =>
    `${of(reviewId)}/activities/${activityId}/${what}`,
  step: (reviewId: string, step: 'share' | 'gather' | 'reopen' | 'cancel') => `${of(reviewId)}/${step}`,
  forms: '/reviews/forms',
  form: (instrumentId: string) => `/reviews/forms/${instrumentId}`,
  formPart: (instrumentId: string, what: 'head' | 'questions' | 'adopt') => `/reviews/forms/${instrumentId}/${what}`,
  formQuestion: (instrumentId: string, questionId: string, what: 'change' | 'move' | 'remove') =>
    `/reviews/forms/${instrumentId}/questions/${questionId}/${what}`,
} as const;
