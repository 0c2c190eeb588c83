/** Addresses of the quality of quality assurance. */
export const qaQualityPaths = {
  trust: '/qa-quality',
  trustOf: (academicYear: number) => `/qa-quality?year=${academicYear}`,
  school: (schoolId: string, academicYear?: number) =>
    academicYear === undefined ? `/qa-quality/${schoolId}` : `/qa-quality/${schoolId}?year=${academicYear}`,
} as const;
