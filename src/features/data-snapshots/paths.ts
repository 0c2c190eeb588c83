function query(basis: string, subject: number): string {
  const parts = [...(basis ? [`basis=${basis}`] : []), ...(subject ? [`subject=${subject}`] : [])];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Addresses of snapshot data. */
export const snapshotPaths = {
  list: '/snapshots',
  listOf: (academicYear: number) => `/snapshots?year=${academicYear}`,
  ofSchool: (schoolId: string) => `/schools/${schoolId}/snapshots`,
  ask: '/snapshots/ask',
  collection: (id: string) => `/snapshots/collections/${id}`,
  withdraw: (id: string) => `/snapshots/collections/${id}/withdraw`,
  partners: (id: string) => `/snapshots/collections/${id}/partnership`,
  partnerTotals: (id: string) => `/snapshots/collections/${id}/partnership.csv`,
  endPartner: (id: string, fileId: string) => `/snapshots/collections/${id}/partnership/${fileId}/end`,
  moveDate: (id: string) => `/snapshots/collections/${id}/date`,
  /** A school's snapshot: what has come in while it is open, its figures once it is taken. */
  snapshot: (id: string) => `/snapshots/${id}`,
  take: (id: string) => `/snapshots/${id}/take`,
  correct: (id: string) => `/snapshots/${id}/correct`,
  /** One measure of a taken snapshot: its definition, its groups, how it has moved. `basis` and `subject` where it has several. */
  measure: (id: string, measure: string, basis = '', subject = 0) =>
    `/snapshots/${id}/measures/${measure}${query(basis, subject)}`,
  /** The pupils behind a figure. */
  pupils: (id: string, measure: string, basis = '', subject = 0) =>
    `/snapshots/${id}/measures/${measure}/pupils${query(basis, subject)}`,
  pupil: (id: string, pupilId: number | string) => `/snapshots/${id}/pupils/${pupilId}`,
  subjects: (id: string) => `/snapshots/${id}/subjects`,
  departments: (schoolId: string) => `/schools/${schoolId}/assessed-subjects`,
  targets: (schoolId: string, academicYear: number | string) => `/schools/${schoolId}/snapshot-targets/${academicYear}`,
};
