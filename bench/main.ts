import { fileURLToPath } from 'node:url';
import { measureGrowth } from './growth.ts';
import { measureImports } from './imports.ts';
import { measurePages } from './pages.ts';
import { keepResults, type Measurement, printResults } from './results.ts';
import { serve } from './serve.ts';

const groups: Record<string, (self: string) => Promise<Measurement[]>> = {
  growth: measureGrowth,
  import: measureImports,
  pages: measurePages,
};

async function main(): Promise<void> {
  const [asked, ...rest] = globalThis.process.argv.slice(2);
  if (asked === 'serve') return await serve(rest);
  const names = asked === undefined ? Object.keys(groups) : [asked];
  const all: Measurement[] = [];
  for (const name of names) {
    const group = groups[name];
    if (!group) throw new Error(`There is no group “${name}”. Groups: ${Object.keys(groups).join(', ')}.`);
    // Each name begins with its group, by which the results of the next run take its place.
    for (const each of await group(fileURLToPath(import.meta.url)))
      all.push({ ...each, name: each.name.startsWith(`${name}: `) ? each.name : `${name}: ${each.name}` });
  }
  keepResults(all, names);
  printResults(all);
}

main().catch((error: unknown) => {
  globalThis.process.stderr.write(
    `bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  globalThis.process.exitCode = 1;
});
