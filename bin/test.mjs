// npm test: types, lint, advisories and every test, and one last line that counts them.
// npm test -- PATH …: only the test files whose path contains one of these.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { bringUp, broughtNode, command, root } from './bring-up.mjs';

const tally = { passed: 0, failed: 0 };
const count = (ok) => (tally[ok ? 'passed' : 'failed'] += 1);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function environment() {
  const path = [dirname(broughtNode()), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, TZ: 'Europe/London', NODE_ENV: 'test' };
}

/** Runs a program; resolves to its exit status and, unless it writes to the screen, to what it wrote. */
function run(program, args, { onScreen = false } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: environment(),
    stdio: onScreen ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && program === 'npm',
  });
  let text = '';
  let output = '';
  child.stdout?.on('data', (part) => {
    output += part;
    text += part;
  });
  child.stderr?.on('data', (part) => (text += part));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output, text: error.message }));
    child.once('close', (status) => resolve({ ok: status === 0, output, text }));
  });
}

const script = (path, ...args) => run(broughtNode(), [join(root, 'node_modules', path), ...args]);

async function check(heading, work) {
  const since = performance.now();
  const { ok, text, skipped } = await work();
  if (!skipped) count(ok);
  const result = skipped ? `not done: ${skipped}` : ok ? 'passed' : 'failed';
  console.log(`\n== ${heading}: ${result} (${seconds(since)})${!ok && text.trim() ? `\n${text.trimEnd()}` : ''}`);
}

/** Advisories of high or critical severity against what the product ships. A registry may not offer the service. */
async function advisories() {
  const { output } = await run('npm', ['audit', '--omit=dev', '--audit-level=high', '--json']);
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    // Not a report; treated below as one that is missing.
  }
  const found = report?.metadata?.vulnerabilities;
  if (!found) return { ok: true, text: '', skipped: 'the package registry does not answer questions about advisories' };
  const severe = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => /high|critical/.test(severity));
  return { ok: severe.length === 0, text: severe.map(({ name, severity }) => `${name}: ${severity}`).join('\n') };
}

async function checks() {
  await Promise.all([
    check('Types (tsc)', () => script('typescript/bin/tsc', '-p', '.')),
    check('Lint and format (biome)', () => script('@biomejs/biome/bin/biome', 'check', '--colors=off')),
    check('Advisories (npm audit)', advisories),
  ]);
}

/** A file that could not be loaded has no tests to count, and an error outside any test belongs to none: one each. */
function countTests(report, ok) {
  if (!existsSync(report)) return count(false);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  tally.passed += numPassedTests;
  tally.failed += numFailedTests + unloaded.length;
  if (!ok && numFailedTests + unloaded.length === 0) count(false);
}

async function tests(filters) {
  const since = performance.now();
  console.log('\n== Tests (vitest)');
  const folder = mkdtempSync(join(tmpdir(), 'cairn-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { ok } = await run(broughtNode(), [vitest, 'run', ...reporters, ...filters], { onScreen: true });
  countTests(report, ok);
  rmSync(folder, { recursive: true, force: true });
  console.log(`== Tests: ${ok ? 'passed' : 'failed'} (${seconds(since)})`);
}

await command(async () => {
  const filters = process.argv.slice(2);
  await bringUp({ build: false });
  if (filters.length === 0) await checks();
  await tests(filters);
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 ? 1 : 0;
});
