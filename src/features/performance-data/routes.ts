import { get, getFresh, post, postFiles, type Route } from '#core/access/route.ts';
import { largestImport } from './actions/stage-file.ts';
import { downloadPackPdf, downloadPackWord, showDataPack } from './pages/data-pack.tsx';
import { downloadProblems, sendAnswer, sendImport, sendWithdraw, showImport } from './pages/import.tsx';
import { showProgress } from './pages/progress.tsx';
import { showPublishedData } from './pages/published-data.tsx';
import { sendUpload, showUpload } from './pages/upload.tsx';
import { dataPackPaths, publishedDataPaths as paths } from './paths.ts';

export const routes: readonly Route[] = [
  get(paths.overview, 'published-data:read', showPublishedData),
  get(paths.upload, 'published-data:import', showUpload),
  postFiles(paths.upload, 'published-data:import', largestImport, sendUpload),
  getFresh('/published-data/progress', 'published-data:import', showProgress),
  get(paths.import(':importId'), 'published-data:read', showImport),
  get(paths.problems(':importId'), 'published-data:read', downloadProblems),
  post(paths.answer(':importId'), 'published-data:import', sendAnswer),
  post(paths.confirm(':importId'), 'published-data:import', sendImport),
  post(paths.withdraw(':importId'), 'published-data:import', sendWithdraw),
  get(dataPackPaths.pack(':schoolId'), 'published-data:read', showDataPack),
  get(dataPackPaths.word(':schoolId'), 'published-data:read', downloadPackWord),
  get(dataPackPaths.pdf(':schoolId'), 'published-data:read', downloadPackPdf),
];
