import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { featureOf, type SourceFile, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const product = files.filter((file) => !file.isTest);

/** Reads as a list of offences, so that a failure says where. */
function offences(of: readonly SourceFile[], isOffence: (file: SourceFile) => string[]): string[] {
  return of.flatMap((file) => isOffence(file).map((what) => `${file.path}: ${what}`));
}

const layer = (path: string): string => path.split('/')[1] ?? '';

test('the platform knows nothing above it, the pages’ furniture only the platform, the core no feature', () => {
  const may: Record<string, readonly string[]> = {
    platform: ['platform'],
    ui: ['ui', 'platform'],
    core: ['core', 'platform', 'ui'],
  };
  const found = offences(product, (file) => {
    const allowed = may[layer(file.path)];
    if (!allowed) return [];
    return file.imports.filter((target) => target.startsWith('src/') && !allowed.includes(layer(target)));
  });
  expect(found).toEqual([]);
});

test('a feature meets another only through its index or its addresses', () => {
  const found = offences(product, (file) => {
    const mine = featureOf(file.path);
    return file.imports.filter((target) => {
      const other = featureOf(target);
      return (
        other !== null &&
        mine !== null &&
        other !== mine &&
        !/^src\/features\/[^/]+\/(index\.tsx?|paths\.ts)$/.test(target)
      );
    });
  });
  expect(found).toEqual([]);
});

test('addresses import nothing, so that every feature may use them', () => {
  expect(
    offences(
      product.filter((file) => file.path.endsWith('/paths.ts')),
      (file) => file.imports,
    ),
  ).toEqual([]);
});

test('features depend on each other along the graph that is written down, which has no cycle', () => {
  const graph = JSON.parse(readFileSync('test/architecture/feature-graph.json', 'utf8')) as Record<string, string[]>;
  const actual: Record<string, Set<string>> = {};
  for (const file of product) {
    const mine = featureOf(file.path);
    if (!mine) continue;
    actual[mine] ??= new Set();
    for (const target of file.imports) {
      const other = featureOf(target);
      if (other && other !== mine && !target.endsWith('/paths.ts')) actual[mine].add(other);
    }
  }
  const written = Object.fromEntries(Object.entries(actual).map(([name, others]) => [name, [...others].sort()]));
  expect(written).toEqual(graph);

  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) throw new Error(`Features go in a circle: ${[...trail, name].join(' → ')}`);
    if (done.has(name)) return;
    for (const other of graph[name] ?? []) visit(other, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(graph)) visit(name, []);
});

test('rules and policies are pure: no database, no clock, no environment', () => {
  const pure = product.filter((file) => /\/(rules|policy)(-[a-z-]+)?\.ts$/.test(file.path));
  expect(pure.length).toBeGreaterThan(3);
  const found = offences(pure, (file) => [
    ...file.imports.filter((target) => /kysely|^pg$|^node:(fs|net|http)|queries|actions\/|platform\/db/.test(target)),
    ...(/Temporal\.Now|Date\.now|new Date\(|process\.env|Math\.random/.test(file.text)
      ? ['reads the clock, chance or the environment']
      : []),
  ]);
  expect(found).toEqual([]);
});

test('only queries and actions of a feature build SQL', () => {
  const found = offences(
    product.filter(
      (file) =>
        featureOf(file.path) !== null &&
        !/\/((?:[a-z-]+-)?queries\.ts|queries\/|actions\/|tables\.ts|jobs\/|import\/)/.test(file.path),
    ),
    (file) =>
      /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(<[^>]*>)?`/.test(file.text) ? ['builds SQL'] : [],
  );
  expect(found).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const found = offences(product, (file) =>
    file.path !== 'src/config.ts' && /process\.env/.test(file.text) ? ['reads process.env'] : [],
  );
  expect(found).toEqual([]);
});

test('files are named after one idea and stay small', () => {
  const vague = offences(files, (file) =>
    /\/(utils?|helpers?|common|lib|misc|shared)(\/|\.tsx?$)/.test(file.path) ? ['a name that says nothing'] : [],
  );
  const long = offences(files, (file) =>
    file.text.split('\n').length > 400 ? [`${file.text.split('\n').length} lines`] : [],
  );
  expect([...vague, ...long]).toEqual([]);
});

test('nothing escapes the types, and nothing is exported without a name', () => {
  const found = offences(files, (file) => {
    const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return [
      ...(/\bas any\b|: any\b|<any>|@ts-ignore|@ts-nocheck/.test(code) ? ['escapes the types'] : []),
      ...(/^export default/m.test(code) ? ['default export'] : []),
    ];
  });
  expect(found).toEqual([]);
});

test('pages set HTML by hand nowhere but in charts and documents', () => {
  const found = offences(product, (file) =>
    /dangerouslySetInnerHTML|hono\/html/.test(file.text) &&
    !/^src\/(ui\/(chart|sparkline|draw-chart|clean-svg)|platform\/documents\/)/.test(file.path)
      ? ['raw HTML']
      : [],
  );
  expect(found).toEqual([]);
});

test('every feature says what it is for in at most thirty lines', () => {
  const found = readdirSync('src/features').filter((name) => {
    const readme = `src/features/${name}/README.md`;
    return !existsSync(readme) || readFileSync(readme, 'utf8').trim().split('\n').length > 30;
  });
  expect(found).toEqual([]);
});

test('a table of a trust is always protected by row-level security, whatever the migration', () => {
  const sql = readdirSync('migrations')
    .sort()
    .map((name) => readFileSync(`migrations/${name}`, 'utf8'))
    .join('\n');
  const tables = [...sql.matchAll(/create table (?:if not exists )?(\w+) \(([\s\S]*?)\n\);/g)];
  expect(tables.length).toBeGreaterThan(10);
  const found = tables
    .filter(
      ([, name, body]) =>
        /\btrust_id uuid/.test(body ?? '') &&
        !new RegExp(`app\\.protect\\('${name}'\\)|alter table ${name} enable row level security`).test(sql),
    )
    .map(([, name]) => name);
  expect(found).toEqual(['event_chain']);
});
