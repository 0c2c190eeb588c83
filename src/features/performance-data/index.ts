export { administratorOf, importOneFile, todayOf } from './actions/import-from-command-line.ts';
export { importStaged } from './actions/import-staged.ts';
export { stageFile } from './actions/stage-file.ts';
export * from './readers/index.ts';
export { yearName } from './years.ts';
