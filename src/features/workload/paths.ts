/** Addresses of the workload ledger. */
export const workloadPaths = {
  own: '/my-part-in-reviews',
  ownOf: (academicYear: number) => `/my-part-in-reviews?year=${academicYear}`,
  trust: '/workload',
  trustOf: (academicYear: number) => `/workload?year=${academicYear}`,
  limits: '/workload/limits',
  school: (schoolId: string) => `/schools/${schoolId}/workload`,
  schoolOf: (schoolId: string, academicYear: number) => `/schools/${schoolId}/workload?year=${academicYear}`,
  observations: (schoolId: string) => `/schools/${schoolId}/workload/observations`,
  observationsOf: (schoolId: string, academicYear: number) =>
    `/schools/${schoolId}/workload/observations?year=${academicYear}`,
  correct: (observationId: string) => `/workload/observations/${observationId}`,
  done: (observationId: string) => `/workload/observations/${observationId}/done`,
  stop: (observationId: string) => `/workload/observations/${observationId}/stop`,
  account: (schoolId: string, academicYear: number | string, term: string) =>
    `/schools/${schoolId}/workload/${academicYear}/${term}`,
  accountFile: (accountId: string, format: string) => `/workload/accounts/${accountId}/${format}`,
};
