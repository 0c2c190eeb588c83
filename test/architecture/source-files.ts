import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type SourceFile = { path: string; text: string; imports: string[]; isTest: boolean };

const importPattern = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]/g;

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('#')) {
    const [root, ...rest] = specifier.slice(1).split('/');
    return root === 'test'
      ? ['test', ...rest].join('/')
      : root === 'src'
        ? ['src', ...rest].join('/')
        : ['src', root, ...rest].join('/');
  }
  return specifier.startsWith('.') ? join(from, '..', specifier) : specifier;
}

/** Every TypeScript file below `src`, with what it imports, as paths from the root or names of packages. */
export function sourceFiles(): SourceFile[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join('src', path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const imports = [...text.matchAll(importPattern)].map((match) => resolve(path, match[1] ?? ''));
      return { path, text, imports, isTest: /\.test\.tsx?$|\/build\.ts$/.test(path) };
    });
}

/** `interventions` for `src/features/interventions/rules.ts`; null outside the features. */
export function featureOf(path: string): string | null {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}
