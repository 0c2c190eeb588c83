/** Addresses of heads' analyses of snapshots. */
export const analysisPaths = {
  list: '/snapshot-analyses',
  listOf: (academicYear: number) => `/snapshot-analyses?year=${academicYear}`,
  /** Where the analysis of a snapshot stands, and where it begins. */
  of: (snapshotId: string) => `/snapshot-analyses/of/${snapshotId}`,
  /** The newest paper, for its readers. */
  paper: (id: string) => `/snapshot-analyses/${id}`,
  onePaper: (id: string, number: number | string) => `/snapshot-analyses/${id}/papers/${number}`,
  slides: (id: string, number: number | string) => `/snapshot-analyses/${id}/papers/${number}/slides`,
  file: (id: string, number: number | string, format: string) => `/snapshot-analyses/${id}/papers/${number}/${format}`,
  receipt: (id: string) => `/snapshot-analyses/${id}/receipt`,
  questions: (id: string) => `/snapshot-analyses/${id}/questions`,
  /** A question, where it is answered. */
  question: (id: string, questionId: string) => `/snapshot-analyses/${id}/questions/${questionId}`,
  /** The draft, for its writers. */
  write: (id: string) => `/snapshot-analyses/${id}/write`,
  summary: (id: string) => `/snapshot-analyses/${id}/summary`,
  autosaveSummary: (id: string) => `/snapshot-analyses/${id}/summary/autosave`,
  figures: (id: string) => `/snapshot-analyses/${id}/figures`,
  points: (id: string) => `/snapshot-analyses/${id}/measures`,
  point: (id: string, pointId: string) => `/snapshot-analyses/${id}/measures/${pointId}`,
  autosavePoint: (id: string, pointId: string) => `/snapshot-analyses/${id}/measures/${pointId}/autosave`,
  removePoint: (id: string, pointId: string) => `/snapshot-analyses/${id}/measures/${pointId}/remove`,
  movePoint: (id: string, pointId: string) => `/snapshot-analyses/${id}/measures/${pointId}/up`,
  lastTime: (id: string) => `/snapshot-analyses/${id}/last-time`,
  present: (id: string) => `/snapshot-analyses/${id}/present`,
};
