import type { Feature } from '#core/access/route.ts';
import { publishedDataPaths } from './paths.ts';
import { routes } from './routes.ts';

export { administratorOf, importOneFile, todayOf } from './actions/import-from-command-line.ts';
export { importStaged } from './actions/import-staged.ts';
export { type FileToImport, stageFile } from './actions/stage-file.ts';
export { type Published, type PublishedComparators, publishedComparators } from './comparator-queries.ts';
export { dataPackDocument } from './documents/data-pack-document.ts';
export { type HeadlineFigure, headlineFigures } from './headlines-queries.ts';
export { type NationalFigure, nationalFigures } from './national-queries.ts';
export type { DataPack } from './pack/data-pack.ts';
export type { StandsOut } from './pack/thresholds.ts';
export { measureValue } from './pack/words.ts';
export { loadDataPack } from './pack-queries.ts';
export { dataPackPaths, publishedDataPaths } from './paths.ts';
export * from './readers/index.ts';
export { yearName } from './years.ts';

export const performanceDataFeature: Feature = {
  name: 'performance-data',
  routes,
  navigation: [{ href: publishedDataPaths.overview, label: 'Published data', permission: 'published-data:import' }],
};
