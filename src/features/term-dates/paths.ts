/** Addresses of term dates: the trust's, or (with a school) the school's own. */
export const termDatesPaths = {
  overview: '/term-dates',
  year: (academicYear: number | string) => `/term-dates/${academicYear}`,
  schoolYear: (schoolId: string, academicYear: number | string) => `/schools/${schoolId}/term-dates/${academicYear}`,
  follow: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/term-dates/${academicYear}/follow-trust`,
  closedDay: (academicYear: number | string) => `/term-dates/${academicYear}/closed-days`,
  schoolClosedDay: (schoolId: string, academicYear: number | string) =>
    `/schools/${schoolId}/term-dates/${academicYear}/closed-days`,
  examWeeks: (academicYear: number | string) => `/term-dates/${academicYear}/exam-weeks`,
  examWeek: (examWeekId: string) => `/term-dates/exam-weeks/${examWeekId}`,
  removeExamWeek: (examWeekId: string) => `/term-dates/exam-weeks/${examWeekId}/remove`,
  openDay: (closedDayId: string) => `/term-dates/closed-days/${closedDayId}/remove`,
};
