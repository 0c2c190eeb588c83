// What every command needs first: the packages that package-lock.json lists, and for most a build of the sources.
// Plain JavaScript on Node 20 with nothing installed, since that is what a machine has before it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const onWindows = process.platform === 'win32';

/** For what the operator can put right: shown as it is, without a stack. */
export class Trouble extends Error {}

export const say = (line) => process.stderr.write(`Cairn: ${line}\n`);

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function broughtNodeOrNothing() {
  const platform = onWindows ? 'win' : process.platform;
  const program = onWindows ? ['node.exe'] : ['bin', 'node'];
  const folders = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  const packaged = folders.flatMap((folder) => [
    join(modules, folder, ...program),
    join(modules, folder, 'bin', 'node.exe'),
  ]);
  return [...packaged, join(modules, '.bin', 'node')].find((file) => existsSync(file));
}

/** The Node that the project brings; the machine's own where there is none for its kind and its own is new enough. */
export function broughtNode() {
  const found = broughtNodeOrNothing();
  if (found) return found;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  throw new Trouble(
    `there is no Node 26 package for this kind of machine (${process.platform} ${process.arch}). Install Node 26 and start again.`,
  );
}

/** Why the installed packages are not those that are listed, or undefined when they are. */
function whatIsMissing() {
  const record = join(modules, '.package-lock.json'); // npm writes it last, when all is in place.
  if (!existsSync(record)) return 'nothing is installed yet';
  const installed = readJson(record).packages;
  const listed = readJson(join(root, 'package-lock.json')).packages;
  for (const [path, wanted] of Object.entries(listed)) {
    if (path === '') continue;
    const there = installed[path];
    if (there ? there.version !== wanted.version : !wanted.optional) return `${path} is not at ${wanted.version}`;
    if (there && !existsSync(join(root, path, 'package.json'))) return `${path} is gone`;
  }
  const { dependencies, devDependencies } = readJson(join(root, 'package.json'));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    if (installed[`node_modules/${name}`]?.version !== version) return `${name} is not at ${version}`;
  return broughtNodeOrNothing() || Number(process.versions.node.split('.')[0]) >= 26 ? undefined : 'Node 26 is missing';
}

function npm(args) {
  const script = process.env.npm_execpath; // Set when npm runs us: the same npm, also where none is on the path.
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const options = {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: onWindows,
    maxBuffer: 2 ** 28,
  };
  const { npm_config_omit: _omit, npm_config_dry_run: _dry, ...env } = process.env;
  const done = spawnSync(command, [...first, ...args], { ...options, env });
  if (done.error?.code === 'ENOENT') throw new Trouble('npm was not found. Install Node.js with npm and start again.');
  return { ok: done.status === 0, text: `${done.stdout ?? ''}${done.stderr ?? ''}`.trim() };
}

/**
 * Installs what is listed and leaves package-lock.json as it is. No install scripts: npm 11 runs none, so none may be
 * needed. A first install is `npm ci`; a later one changes only what differs, under a Cairn that may be running.
 */
function install(reason) {
  say(`installing packages (${reason}); this takes up to a minute …`);
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  let result = existsSync(modules) ? { ok: false } : npm(['ci', ...flags]);
  if (!result.ok) result = npm(['install', '--no-save', ...flags]);
  if (!result.ok) throw new Trouble(`npm could not install the packages.\n${result.text}`);
  const missing = whatIsMissing();
  if (missing) throw new Trouble(`after the installation ${missing}. Delete node_modules and start again.`);
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Changes whenever a source, the list of packages or the way of building does. */
function sourcesStamp() {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'bin/build.mjs'].map((name) =>
    join(root, name),
  );
  const files = [...single, ...['src', 'test', 'bench', 'migrations'].flatMap((name) => filesBelow(join(root, name)))];
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

function build() {
  const stamp = sourcesStamp();
  const file = join(root, 'dist', '.stamp');
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  say('building …');
  const done = spawnSync(broughtNode(), [join(root, 'bin', 'build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
  });
  if (done.status !== 0) throw new Trouble('the build failed; see above.');
  writeFileSync(file, stamp);
}

const needsWork = (parts) => {
  if (whatIsMissing()) return true;
  const file = join(root, 'dist', '.stamp');
  return parts.build && !(existsSync(file) && readFileSync(file, 'utf8') === sourcesStamp());
};

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Two commands started at once take turns; a lock whose holder was killed is taken over. */
async function alone(work) {
  const lock = join(root, '.cairn', 'bring-up.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const written = existsSync(lock) ? statSync(lock, { throwIfNoEntry: false })?.mtimeMs : undefined;
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    const abandoned = holder > 0 ? !isAlive(holder) : written !== undefined && Date.now() - written > 5_000;
    if (abandoned || (written !== undefined && Date.now() - written > 20 * 60_000)) rmSync(lock, { force: true });
    else if (!told) {
      told = true;
      say('waiting for another command that is installing or building …');
    }
    await sleep(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Installs and builds what is missing or out of date; says nothing when nothing is. */
export async function bringUp(parts) {
  if (!needsWork(parts)) return;
  try {
    await alone(() => {
      const missing = whatIsMissing();
      if (missing) install(missing);
      if (parts.build) build();
    });
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
      throw new Trouble(`you may not write in ${root} (${error.message}). Run this as the user who owns it.`);
    throw error;
  }
}

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined; // Not Linux, or gone.
  }
};

/**
 * A SIGTERM to npm ends npm and the shell in which it runs us, and never reaches us (nor does a SIGKILL): we would go
 * on, and hold the port, without anyone to stop us. So we look whether both are still there.
 */
function whenNpmEnds(stop) {
  if (!process.env.npm_lifecycle_event || onWindows) return;
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = above();
  const timer = setInterval(() => {
    if (above() === before) return;
    clearInterval(timer);
    stop();
  }, 250);
  timer.unref();
}

/**
 * Runs a program with the brought Node, this terminal and these arguments; resolves to its exit status. It hears of
 * SIGTERM, SIGHUP and SIGINT once each, and is ended when it has not obeyed after 30 seconds. The channel between the
 * two closes when this process is killed, by which the program learns of it.
 */
export function runNode(args, { channel = false, env = {} } = {}) {
  const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const child = spawn(broughtNode(), args, { cwd: root, stdio, env: { ...process.env, ...env } });
  const heard = new Set();
  const pass = (signal) => {
    if (heard.has(signal)) return;
    heard.add(signal);
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), 30_000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal));
  whenNpmEnds(() => pass('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? 128 + signalNumber(signal)));
  });
}

const signalNumber = (signal) => ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 })[signal] ?? 1;

/** Runs a command's main function and sets the exit status. */
export async function command(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
