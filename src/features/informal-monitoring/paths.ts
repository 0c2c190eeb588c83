/** Addresses of visit notes. */
export const visitNotePaths = {
  mine: '/visit-notes',
  start: '/visit-notes/new',
  startAt: (schoolId: string) => `/visit-notes/new?school=${schoolId}`,
  note: (id: string) => `/visit-notes/${id}`,
  write: (id: string) => `/visit-notes/${id}/write`,
  autosave: (id: string) => `/visit-notes/${id}/write/autosave`,
  throwAway: (id: string) => `/visit-notes/${id}/throw-away`,
  correct: (id: string) => `/visit-notes/${id}/correct`,
  withdraw: (id: string) => `/visit-notes/${id}/withdraw`,
  versions: (id: string) => `/visit-notes/${id}/versions`,
  photo: (id: string, photoId: string) => `/visit-notes/${id}/photos/${photoId}`,
  ofSchool: (schoolId: string) => `/schools/${schoolId}/visit-notes`,
  patterns: (schoolId: string) => `/schools/${schoolId}/visit-notes/patterns`,
} as const;
