import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measurement. `floor` is what the bare equivalent took or gave in the same run, `ratio` ours to it; null where there is nothing to compare with. */
export type Measurement = { name: string; value: number; unit: string; floor: number | null; ratio: number | null };

const folder = 'bench/results';

/** Puts the measurements of this run into `latest.json`: all of the groups that ran are replaced, so that a run of one group keeps the others and nothing stale. */
export function keepResults(measured: readonly Measurement[], groups: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'latest.json');
  let earlier: Measurement[] = [];
  try {
    earlier = JSON.parse(readFileSync(file, 'utf8')) as Measurement[];
  } catch {
    // The first run.
  }
  const others = earlier.filter((each) => !groups.some((group) => each.name.startsWith(`${group}: `)));
  const all = [...others, ...measured];
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

export function printResults(measured: readonly Measurement[]): void {
  const width = Math.max(...measured.map((each) => each.name.length));
  for (const { name, value, unit, floor, ratio } of measured) {
    const beside = floor === null ? '' : `   bare ${floor.toLocaleString('en-GB')} ${unit}, ratio ${ratio?.toFixed(2)}`;
    globalThis.process.stdout.write(`${name.padEnd(width)}  ${value.toLocaleString('en-GB')} ${unit}${beside}\n`);
  }
}
