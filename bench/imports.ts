import { setInterval } from 'node:timers';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildUpn } from '#core/pupil-data/build.ts';
import { systemClock } from '#platform/clock.ts';
import { connect } from '#platform/db/connect.ts';
import { copyRows } from '#platform/db/copy-rows.ts';
import { startThrowawayPostgres } from '#platform/db/embedded-postgres.ts';
import { inTransaction } from '#platform/db/in-transaction.ts';
import { migrate } from '#platform/db/migrate.ts';
import { bringIn } from '../src/features/pupil-imports/actions/bring-in.ts';
import { checkImport } from '../src/features/pupil-imports/actions/check-import.ts';
import { undoImport } from '../src/features/pupil-imports/actions/undo-import.ts';
import { uploadFile } from '../src/features/pupil-imports/actions/upload-file.ts';
import { buildFile, csvText, importFile } from '../src/features/pupil-imports/build.ts';
import type { ChosenFile } from '../src/features/pupil-imports/import/take-file.ts';
import type { Measurement } from './results.ts';

const pupils = 50_000;
const subjects = [
  'English Language',
  'English Literature',
  'Mathematics',
  'Combined Science',
  'History',
  'Geography',
  'French',
  'Spanish',
  'Religious Studies',
  'Computer Science',
];
const kinds = ['Current', 'Target'];
const results = pupils * subjects.length * kinds.length;

const upnOf = (number: number): string => buildUpn(number);
const gradeOf = (subject: number, pupil: number, kind: number): string => {
  const grade = 1 + ((pupil * 7 + subject * 3 + kind) % 9);
  return subject === 3 ? `${grade}-${grade}` : String(grade);
};

/** A million results, made as they are asked for: the file is never whole in memory, on our side either. */
function resultFile(): ChosenFile {
  async function* pieces() {
    let text = 'UPN,Subject,Qualification,Type,Grade,Class\n';
    for (let pupil = 0; pupil < pupils; pupil += 1) {
      const upn = upnOf(pupil);
      for (const [at, subject] of subjects.entries())
        for (const [kindAt, kind] of kinds.entries())
          text += `${upn},${subject},GCSE,${kind},${gradeOf(at, pupil, kindAt)},11/${pupil % 30}\n`;
      if (text.length < 500_000) continue;
      yield Buffer.from(text);
      text = '';
    }
    if (text !== '') yield Buffer.from(text);
  }
  return { fileName: 'a million results.csv', sizeBytes: results * 55, pieces };
}

type Bench = Awaited<ReturnType<typeof world>>;

async function world(url: string) {
  const owner = connect(url, { as: 'owner', max: 3 });
  await migrate(owner.pool, 'migrations');
  const app = connect(url, { as: 'app', max: 4 });
  const process = {
    db: app.db,
    services: { clock: systemClock, enqueue: async () => {}, publicUrl: 'http://127.0.0.1' },
  };
  const trust = await buildTrust(app.db, 'Invented Imports');
  const school = await buildSchool(app.db, trust);
  const manager = await buildActor(app.db, trust, 'data_manager', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(app.db, trust, school, manager);
  const rows = Array.from({ length: pupils }, (_, at) => [upnOf(at), '11']);
  await importFile(process, manager, snapshot.id, buildFile(csvText([['UPN', 'Year'], ...rows]), 'pupils.csv'));
  return { owner, app, process, trust, manager, snapshot };
}

/** The most memory that the process held while the work ran, sampled, in megabytes above what it held before. */
async function withMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number; seconds: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const clock = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const from = performance.now();
  const result = await work().finally(() => clearInterval(clock));
  return { result, seconds: (performance.now() - from) / 1000, peakMb: (peak - before) / 1024 / 1024 };
}

/** The very rows that the import stores, as COPY sends them, from a file that is ready: what PostgreSQL alone needs for them. */
async function bareCopy({ owner, snapshot }: Bench, table: string): Promise<number> {
  await owner.pool.query(`drop table if exists ${table}`);
  await owner.pool.query(
    `create table ${table} (like snapshot_result including defaults including constraints including indexes)`,
  );
  const { rows } = await owner.pool.query<{ line: string }>(
    `select concat_ws(E'\\t', trust_id, snapshot_id, pupil_id, subject_id, kind, grade, points, class, counts) as line from snapshot_result where snapshot_id = $1 order by pupil_id, subject_id, kind`,
    [snapshot.id],
  );
  const pieces: Buffer[] = [];
  for (let at = 0; at < rows.length; at += 20_000)
    pieces.push(
      Buffer.from(
        `${rows
          .slice(at, at + 20_000)
          .map(({ line }) => line)
          .join('\n')}\n`,
      ),
    );
  const from = performance.now();
  await inTransaction(owner.db, { readOnly: false, settings: { 'app.trust_id': '' } }, (tx) =>
    copyRows(tx, `copy ${table} from stdin`, pieces),
  );
  return (performance.now() - from) / 1000;
}

/** The file's own text into a table of texts without a key: less than any import has to do. */
async function bareText({ owner }: Bench): Promise<number> {
  await owner.pool.query('drop table if exists bare_text');
  await owner.pool.query(
    'create table bare_text (upn text, subject text, qualification text, kind text, grade text, class text)',
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of resultFile().pieces()) pieces.push(piece);
  const from = performance.now();
  await inTransaction(owner.db, { readOnly: false, settings: { 'app.trust_id': '' } }, (tx) =>
    copyRows(tx, 'copy bare_text from stdin (format csv, header)', pieces),
  );
  return (performance.now() - from) / 1000;
}

type Round = {
  taken: number;
  checked: number;
  brought: number;
  bare: number;
  text: number;
  memory: { taken: number; checked: number; brought: number };
};

async function round(bench: Bench, number: number): Promise<Round> {
  const { process, manager, snapshot } = bench;
  const as = <T>(work: Parameters<typeof runAs<T>>[3]) => runAs(process, manager, 'snapshot:collect', work);
  const taken = await withMemory(() =>
    as((ctx) => uploadFile(ctx, snapshot.id, resultFile(), { kind: 'assessments' })),
  );
  const { importId } = taken.result;
  const checked = await withMemory(() => as((ctx) => checkImport(ctx, snapshot.id, importId)));
  let said = 0;
  const report = () => {
    said += 1;
  };
  const brought = await withMemory(() => as((ctx) => bringIn(ctx, snapshot.id, importId, { report })));
  const { rows } = await bench.owner.pool.query<{ count: number }>(
    'select count(*)::integer as count from snapshot_result',
  );
  if (rows[0]?.count !== results) throw new Error(`${rows[0]?.count} results came in, not ${results}.`);
  if (said < 20) throw new Error('The import did not say how far it had got.');
  const bare = await bareCopy(bench, `bare_result_${number}`);
  const text = await bareText(bench);
  await as((ctx) => undoImport(ctx, snapshot.id, importId, 'The next round'));
  return {
    taken: taken.seconds,
    checked: checked.seconds,
    brought: brought.seconds,
    bare,
    text,
    memory: { taken: taken.peakMb, checked: checked.peakMb, brought: brought.peakMb },
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const twoPlaces = (value: number): number => Math.round(value * 100) / 100;

/** A million results through the product, and the same rows through a bare COPY, in turn on the same server: three rounds, and the middle of each. */
export async function measureImports(): Promise<Measurement[]> {
  const server = await startThrowawayPostgres();
  try {
    const bench = await world(server.url);
    const rounds: Round[] = [];
    for (let number = 1; number <= 3; number += 1) rounds.push(await round(bench, number));
    await bench.app.close();
    await bench.owner.close();
    const speed = (of: (each: Round) => number) => Math.round(results / median(rounds.map(of)));
    const ratio = (floor: (each: Round) => number, of: (each: Round) => number) =>
      twoPlaces(median(rounds.map((each) => floor(each) / of(each))));
    const memory = (name: string, of: (each: Round['memory']) => number): Measurement => ({
      name: `${name}, memory above the start`,
      value: Math.round(Math.max(...rounds.map((each) => of(each.memory)))),
      unit: 'MB',
      floor: null,
      ratio: null,
    });
    return [
      {
        name: 'import 1,000,000 results',
        value: speed(({ brought }) => brought),
        unit: 'rows/s',
        floor: speed(({ bare }) => bare),
        ratio: ratio(
          ({ bare }) => bare,
          ({ brought }) => brought,
        ),
      },
      {
        name: 'import 1,000,000 results, beside COPY of the file into texts without a key',
        value: speed(({ brought }) => brought),
        unit: 'rows/s',
        floor: speed(({ text }) => text),
        ratio: ratio(
          ({ text }) => text,
          ({ brought }) => brought,
        ),
      },
      {
        name: 'check 1,000,000 results (dry run)',
        value: speed(({ checked }) => checked),
        unit: 'rows/s',
        floor: speed(({ bare }) => bare),
        ratio: ratio(
          ({ bare }) => bare,
          ({ checked }) => checked,
        ),
      },
      memory('import 1,000,000 results', ({ brought }) => brought),
      memory('check 1,000,000 results', ({ checked }) => checked),
      memory('take in a file of 1,000,000 results', ({ taken }) => taken),
    ];
  } finally {
    await server.stop();
  }
}
