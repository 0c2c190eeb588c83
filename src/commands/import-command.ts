import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { administratorOf, importOneFile, todayOf, yearName } from '#features/performance-data/index.ts';
import { withDatabase } from './with-database.ts';

type Options = { trust?: string; year?: number; status?: 'provisional' | 'revised' | 'final'; dryRun?: boolean };

function startYear(text: string): number {
  const match = /^(20\d\d)\s*[/-]\s*(?:20)?(\d\d)$/.exec(text.trim());
  const start = Number(match?.[1]);
  if (!match || (start + 1) % 100 !== Number(match[2]))
    throw new InvalidArgumentError('Write an academic year as 2023/24.');
  return start;
}

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** `import <files...>`: public files about schools, as the import page takes them. Every file is its own import; the exit status is 1 when one was not imported. */
export function addImportCommand(program: Command, migrationsFolder: string, print: (line: string) => void): void {
  program
    .command('import')
    .argument('<files...>', 'CSV or XLSX as downloaded from DfE, GIAS or Ofsted')
    .description('import published data: performance tables, absence, census, GIAS, Ofsted')
    .option('--trust <name or id>', 'whose schools; may be left out when there is one trust')
    .option('--year <year>', 'academic year of the figures, where a file does not say: 2023/24', startYear)
    .addOption(
      new Option('--status <status>', 'how final the figures are, where a file does not say').choices([
        'provisional',
        'revised',
        'final',
      ]),
    )
    .option('--dry-run', 'say what would be imported, and import nothing')
    .action(async (files: string[], options: Options) => {
      await withDatabase(migrationsFolder, async ({ owner, process }) => {
        const actor = await administratorOf(owner.db, todayOf(process), options.trust);
        print(`For ${actor.trustName}, as ${actor.name}.`);
        let failed = 0;
        for (const [index, path] of files.entries()) {
          print(`[${index + 1} of ${files.length}] ${path}: reading`);
          try {
            if (!(await importPath(path))) failed += 1;
          } catch (error) {
            failed += 1;
            print(`  Not imported. ${error instanceof Error ? error.message : String(error)}`);
          }
        }
        if (failed > 0)
          throw new Error(
            `${count(failed, 'file was', 'files were')} not imported, of ${files.length}. What is wrong stands above; the others are done.`,
          );

        async function importPath(path: string): Promise<boolean> {
          const start = performance.now();
          const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
            throw new Error(
              error.code === 'ENOENT'
                ? 'There is no such file. Check the path.'
                : `The file cannot be read: ${error.message}`,
            );
          });
          const outcome = await importOneFile(
            process,
            actor,
            { bytes, fileName: basename(path), academicYear: options.year ?? null, status: options.status ?? null },
            {
              dryRun: options.dryRun ?? false,
              onStaged: (row) => {
                if (row.file_problem) return;
                const when = [
                  row.years.map(yearName).join(', '),
                  row.statuses.filter((one) => one !== 'unknown').join(', '),
                ]
                  .filter(Boolean)
                  .join(', ');
                print(`  ${row.title}${when ? `, ${when}` : ''}`);
                print(
                  `  ${count(row.rows_own, 'row', 'rows')} of the trust’s schools, ${count(row.rows_other, 'other row', 'other rows')}; ${count(row.problem_count, 'problem', 'problems')}`,
                );
                for (const problem of row.problems.slice(0, 10))
                  print(`    line ${problem.line}${problem.column ? `, ${problem.column}` : ''}: ${problem.message}`);
                if (row.problem_count > 10)
                  print(`    and ${row.problem_count - 10} more; the import page lists them.`);
                if (row.findings.note) print(`  ${row.findings.note}`);
              },
            },
          );
          const { row } = outcome;
          if (outcome.state === 'imported_before') {
            print('  This very file has been imported before. Nothing was changed.');
            return true;
          }
          if (row.file_problem) throw new Error(row.file_problem);
          if (row.asks.length > 0) {
            const missing = row.asks.map((ask) => (ask === 'academic_year' ? '--year 2023/24' : '--status final'));
            throw new Error(
              `The file does not say everything. Add ${missing.join(' and ')} (as it is) and run it again.`,
            );
          }
          if (outcome.state === 'looked_at') {
            print('  Dry run: nothing was imported.');
            return true;
          }
          const figures = row.figures_own + row.figures_other;
          print(
            `  Imported ${count(figures, 'figure', 'figures')} in ${((performance.now() - start) / 1000).toFixed(1)} s.`,
          );
          return true;
        }
      });
    });
}
