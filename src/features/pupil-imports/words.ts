import type { ResultKind } from '#core/pupil-data/tables.ts';

export const number = (value: number): string => value.toLocaleString('en-GB');

export const resultKinds: Record<ResultKind, string> = {
  c: 'Current grade',
  p: 'Predicted grade',
  t: 'Target grade',
  r: 'Result',
  b: 'Baseline',
};
export const resultKindNames = Object.keys(resultKinds) as ResultKind[];
export const isResultKind = (text: string): text is ResultKind => text in resultKinds;

export const size = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${number(Math.max(1, Math.round(bytes / 1024)))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;
