import { get, post, type Route } from '#core/access/route.ts';
import { sendAssemble, sendDecision, sendDropDecision, showReport } from './pages/edit.tsx';
import { sendIssue, showIssue, showPreview } from './pages/issue.tsx';
import { downloadReport, sendReceipt, showIssued, showOneIssue } from './pages/issued.tsx';
import { sendStart, showReports } from './pages/list.tsx';
import { autosaveWords, sendWords, showWords } from './pages/words.tsx';
import { boardReportPaths } from './paths.ts';

const at = ':reportId';

export const boardReportRoutes: readonly Route[] = [
  get(boardReportPaths.list, 'board-report:read', showReports),
  post(boardReportPaths.list, 'board-report:write', sendStart),
  get(boardReportPaths.report(at), 'board-report:write', showReport),
  post(boardReportPaths.assemble(at), 'board-report:write', sendAssemble),
  get(boardReportPaths.words(at, ':code'), 'board-report:write', showWords),
  post(boardReportPaths.words(at, ':code'), 'board-report:write', sendWords),
  post(boardReportPaths.autosave(at, ':code'), 'board-report:write', autosaveWords),
  post(boardReportPaths.decisions(at), 'board-report:write', sendDecision),
  post(boardReportPaths.removeDecision(at, ':decisionId'), 'board-report:write', sendDropDecision),
  get(boardReportPaths.preview(at), 'board-report:write', showPreview),
  get(boardReportPaths.issue(at), 'board-report:write', showIssue),
  post(boardReportPaths.issue(at), 'board-report:write', sendIssue),
  get(boardReportPaths.issued(at), 'board-report:read', showIssued),
  get(boardReportPaths.oneIssue(at, ':issueNumber'), 'board-report:read', showOneIssue),
  get(boardReportPaths.file(at, ':issueNumber', ':format'), 'board-report:read', downloadReport),
  post(boardReportPaths.receipt(at), 'board-report:read', sendReceipt),
];
