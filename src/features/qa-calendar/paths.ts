/** Addresses of the QA calendar. */
export const qaCalendarPaths = {
  calendar: '/qa-calendar',
  calendarOf: (academicYear: number, filter = '') => `/qa-calendar?year=${academicYear}${filter}`,
  schoolYear: (schoolId: string, academicYear?: number) =>
    academicYear === undefined
      ? `/schools/${schoolId}/qa-calendar`
      : `/schools/${schoolId}/qa-calendar?year=${academicYear}`,
  template: '/qa-calendar/template',
  templateLine: (key: string) => `/qa-calendar/template/${key}`,
  removeTemplateLine: (key: string) => `/qa-calendar/template/${key}/remove`,
  make: (academicYear: number | string) => `/qa-calendar/${academicYear}/make`,
  rollForward: (academicYear: number | string) => `/qa-calendar/${academicYear}/roll-forward`,
  add: (academicYear: number | string, schoolId?: string) =>
    `/qa-calendar/${academicYear}/add${schoolId ? `?school=${schoolId}` : ''}`,
  publish: (academicYear: number | string) => `/qa-calendar/${academicYear}/publish`,
  entry: (entryId: string) => `/qa-calendar/entries/${entryId}`,
  move: (entryId: string) => `/qa-calendar/entries/${entryId}/move`,
  moveTo: (entryId: string, monday: string) => `/qa-calendar/entries/${entryId}?to=${monday}#move`,
  change: (entryId: string) => `/qa-calendar/entries/${entryId}/change`,
  stop: (entryId: string) => `/qa-calendar/entries/${entryId}/stop`,
  consultation: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/qa-calendar/${academicYear}/consultation`,
  ask: (schoolId: string, academicYear: number | string) => `/schools/${schoolId}/qa-calendar/${academicYear}/ask`,
  answer: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/qa-calendar/${academicYear}/answer`,
  noRepresentative: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/qa-calendar/${academicYear}/no-representative`,
  publishSchool: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/qa-calendar/${academicYear}/publish`,
  settle: (moveRequestId: string) => `/qa-calendar/move-requests/${moveRequestId}`,
  /** The review that an entry of the spring or summer term leads to; the slice `reviews` answers there. */
  review: (entryId: string) => `/reviews/for-entry/${entryId}`,
};
