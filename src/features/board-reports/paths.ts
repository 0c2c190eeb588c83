/** Addresses of the reports to Trustees. */
export const boardReportPaths = {
  list: '/board-reports',
  report: (id: string) => `/board-reports/${id}`,
  assemble: (id: string) => `/board-reports/${id}/assemble`,
  words: (id: string, code: string) => `/board-reports/${id}/words/${code}`,
  autosave: (id: string, code: string) => `/board-reports/${id}/words/${code}/autosave`,
  decisions: (id: string) => `/board-reports/${id}/decisions`,
  removeDecision: (id: string, decisionId: string) => `/board-reports/${id}/decisions/${decisionId}/remove`,
  preview: (id: string) => `/board-reports/${id}/preview`,
  issue: (id: string) => `/board-reports/${id}/issue`,
  /** The newest issue. */
  issued: (id: string) => `/board-reports/${id}/issued`,
  /** Any issue by its number, as it was frozen; `number` is `1`, `2` … */
  oneIssue: (id: string, number: number | string) => `/board-reports/${id}/issues/${number}`,
  file: (id: string, number: number | string, format: string) => `/board-reports/${id}/issues/${number}/${format}`,
  receipt: (id: string) => `/board-reports/${id}/receipt`,
};
