/** Addresses of the Annual Review; other features may use them. */
export const listPath = '/annual-reviews';
export const startPath = (schoolId?: string): string =>
  schoolId ? `/annual-reviews/start?school=${schoolId}` : '/annual-reviews/start';
/** Where the grades of reviews made before Cairn are entered, for one school and one family of frameworks. */
export const earlierPath = (schoolId: string, family: string): string =>
  `/annual-reviews/earlier/${schoolId}/${family}`;
/** Where those of one academic year are corrected. */
export const earlierYearPath = (schoolId: string, family: string, academicYear: number): string =>
  `/annual-reviews/earlier/${schoolId}/${family}/${academicYear}`;
export const reviewPath = (reviewId: string): string => `/annual-reviews/${reviewId}`;
export const previewPath = (reviewId: string): string => `/annual-reviews/${reviewId}/preview`;
export const teamPath = (reviewId: string): string => `/annual-reviews/${reviewId}/team`;
export const memberPath = (reviewId: string, memberId: string, what: 'remove' | 'declare'): string =>
  `/annual-reviews/${reviewId}/team/${memberId}/${what}`;
export const sectionPath = (reviewId: string, code: string): string => `/annual-reviews/${reviewId}/sections/${code}`;
export const judgementPath = (reviewId: string, areaCode: string): string =>
  `/annual-reviews/${reviewId}/judgements/${areaCode}`;
export const autosavePath = (editorPath: string): string => `${editorPath}/autosave`;
export const keyIssuesPath = (reviewId: string): string => `/annual-reviews/${reviewId}/key-issues`;
export const keyIssuePath = (reviewId: string, issueId: string): string =>
  `/annual-reviews/${reviewId}/key-issues/${issueId}`;
export const claimsPath = (reviewId: string): string => `/annual-reviews/${reviewId}/claims`;
export const claimPath = (reviewId: string, what: 'sentence' | 'record' | 'unlink' | 'waive' | 'unwaive'): string =>
  `/annual-reviews/${reviewId}/claims/${what}`;
export const sentencePath = (reviewId: string, part: string, hash: string): string =>
  `/annual-reviews/${reviewId}/claims/sentence?part=${encodeURIComponent(part)}&hash=${hash}`;
export const commentsPath = (reviewId: string): string => `/annual-reviews/${reviewId}/comments`;
export const resolvePath = (reviewId: string, commentId: string): string =>
  `/annual-reviews/${reviewId}/comments/${commentId}/resolve`;
export const factsPath = (reviewId: string): string => `/annual-reviews/${reviewId}/facts`;
export const repliesPath = (reviewId: string): string => `/annual-reviews/${reviewId}/replies`;
export const pointPath = (reviewId: string, pointId: string): string =>
  `/annual-reviews/${reviewId}/replies/${pointId}`;
export const moderationPath = (reviewId: string): string => `/annual-reviews/${reviewId}/moderation`;
export const moderateJudgementPath = (reviewId: string, judgementId: string): string =>
  `/annual-reviews/${reviewId}/moderation/${judgementId}`;
export const signPath = (reviewId: string): string => `/annual-reviews/${reviewId}/sign`;
export const stepPath = (reviewId: string, step: string): string =>
  `/annual-reviews/${reviewId}/steps/${step.replaceAll('_', '-')}`;
export const issuedPath = (reviewId: string): string => `/annual-reviews/${reviewId}/issued`;
export const issuePath = (reviewId: string, issueId: string): string => `/annual-reviews/${reviewId}/issued/${issueId}`;
export const documentPath = (reviewId: string, issueId: string, format: 'pdf' | 'docx'): string =>
  `/annual-reviews/${reviewId}/issued/${issueId}/${format}`;
export const receiptsPath = (reviewId: string): string => `/annual-reviews/${reviewId}/receipts`;
export const changePath = (reviewId: string): string => `/annual-reviews/${reviewId}/change`;
/** Where one issue's receipt is confirmed. */
export const confirmReceiptPath = (reviewId: string, issueId: string): string =>
  `/annual-reviews/${reviewId}/issued/${issueId}/receipt`;
