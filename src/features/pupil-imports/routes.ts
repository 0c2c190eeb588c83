import { get, getFresh, getRecorded, post, postLargeFiles, type Route } from '#core/access/route.ts';
import { largestFile } from './actions/upload-file.ts';
import { sendAdd, showAdd } from './pages/add.tsx';
import { sendColumns, showColumns } from './pages/columns.tsx';
import { sendBringIn, sendCheck, sendUndo, showImport } from './pages/import.tsx';
import { showImports } from './pages/list.tsx';
import { sendLeaveRow, sendRow, showRow } from './pages/row.tsx';
import { downloadRows, sendEverywhere, sendLeaveOut, showRows } from './pages/rows.tsx';
import { sendScale, showScale } from './pages/scale.tsx';
import { sendSubjects, showSubjects } from './pages/subjects.tsx';
import { importPaths as paths } from './paths.ts';

const ids = [':snapshotId', ':pupilImportId'] as const;
const row = paths.row(...ids, ':line');

export const routes: readonly Route[] = [
  get(paths.list(':snapshotId'), 'snapshot:collect', showImports),
  get(paths.add(':snapshotId'), 'snapshot:collect', showAdd),
  postLargeFiles(paths.add(':snapshotId'), 'snapshot:collect', largestFile, sendAdd),
  // Shows how far a reading has got, which no event records.
  getFresh(paths.import(...ids), 'snapshot:collect', showImport),
  getRecorded(paths.columns(...ids), 'snapshot:collect', showColumns),
  post(paths.columns(...ids), 'snapshot:collect', sendColumns),
  get(paths.subjects(...ids), 'snapshot:collect', showSubjects),
  post(paths.subjects(...ids), 'snapshot:collect', sendSubjects),
  get(paths.scale(...ids), 'snapshot:collect', showScale),
  post(paths.scale(...ids), 'snapshot:collect', sendScale),
  post(paths.check(...ids), 'snapshot:collect', sendCheck),
  post(paths.bringIn(...ids), 'snapshot:collect', sendBringIn),
  post(paths.undo(...ids), 'snapshot:collect', sendUndo),
  getRecorded(paths.rows(...ids), 'snapshot:collect', showRows),
  getRecorded(paths.rowsCsv(...ids), 'snapshot:collect', downloadRows),
  post(paths.everywhere(...ids), 'snapshot:collect', sendEverywhere),
  post(paths.leaveOut(...ids), 'snapshot:collect', sendLeaveOut),
  getRecorded(row, 'snapshot:collect', showRow),
  post(row, 'snapshot:collect', sendRow),
  post(`${row}/leave-out`, 'snapshot:collect', sendLeaveRow),
];
