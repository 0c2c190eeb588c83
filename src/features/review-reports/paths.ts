const report = (reportId: string): string => `/review-reports/${reportId}`;
const issue = (reportId: string, issueId: string): string => `${report(reportId)}/issued/${issueId}`;

/** Addresses of reports of reviews; other features may use them. */
export const reviewReportPaths = {
  list: (year?: number): string => (year === undefined ? '/review-reports' : `/review-reports?year=${year}`),
  limits: '/review-reports/limits',
  report,
  preview: (reportId: string): string => `${report(reportId)}/preview`,
  authors: (reportId: string): string => `${report(reportId)}/authors`,
  removeAuthor: (reportId: string, personId: string): string => `${report(reportId)}/authors/${personId}/remove`,
  section: (reportId: string, code: string): string => `${report(reportId)}/sections/${code}`,
  theme: (reportId: string, areaCode: string): string => `${report(reportId)}/themes/${areaCode}`,
  autosave: (editor: string): string => `${editor}/autosave`,
  findings: (reportId: string): string => `${report(reportId)}/findings`,
  finding: (reportId: string, findingId: string): string => `${report(reportId)}/findings/${findingId}`,
  moveFinding: (reportId: string, findingId: string): string => `${report(reportId)}/findings/${findingId}/move`,
  removeFinding: (reportId: string, findingId: string): string => `${report(reportId)}/findings/${findingId}/remove`,
  /** Where an issued finding is put into the plan. */
  toPlan: (reportId: string, findingId: string): string => `${report(reportId)}/findings/${findingId}/plan`,
  outcome: (reportId: string, findingId: string): string => `${report(reportId)}/findings/${findingId}/outcome`,
  changes: (reportId: string): string => `${report(reportId)}/changes`,
  followUp: (reportId: string, findingId: string): string => `${report(reportId)}/changes/${findingId}`,
  claims: (reportId: string): string => `${report(reportId)}/claims`,
  claim: (reportId: string, what: 'sentence' | 'unlink' | 'waive' | 'unwaive'): string =>
    `${report(reportId)}/claims/${what}`,
  sentence: (reportId: string, part: string, hash: string): string =>
    `${report(reportId)}/claims/sentence?part=${encodeURIComponent(part)}&hash=${hash}`,
  governors: (reportId: string): string => `${report(reportId)}/governors`,
  settleWord: (reportId: string): string => `${report(reportId)}/governors/settle`,
  facts: (reportId: string): string => `${report(reportId)}/facts`,
  replies: (reportId: string): string => `${report(reportId)}/replies`,
  point: (reportId: string, pointId: string): string => `${report(reportId)}/replies/${pointId}`,
  sign: (reportId: string): string => `${report(reportId)}/sign`,
  step: (reportId: string, step: string): string => `${report(reportId)}/steps/${step.replaceAll('_', '-')}`,
  issued: (reportId: string): string => `${report(reportId)}/issued`,
  issue,
  document: (reportId: string, issueId: string, version: 'full' | 'governors', format: 'pdf' | 'docx'): string =>
    `${issue(reportId, issueId)}/${version}/${format}`,
  receipt: (reportId: string, issueId: string): string => `${issue(reportId, issueId)}/receipt`,
  receipts: (reportId: string): string => `${report(reportId)}/receipts`,
} as const;
