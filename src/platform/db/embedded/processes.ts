import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' '); // The name before it may hold spaces and brackets.
  } catch {
    return undefined;
  }
}

const ps = (pid: number, column: string): string =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** Whether a process runs. One that has ended but that nobody has reaped does not. */
export function isAlive(pid: number): boolean {
  if (onLinux) {
    const state = statFields(pid)?.[0];
    return state !== undefined && state !== 'Z' && state !== 'X';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells a process from a later one that was given the same number: the machine's boot and the process's start. */
export function identityOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'win32') return 'alive';
  if (!onLinux) return ps(pid, 'lstart');
  const started = statFields(pid)?.[19];
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started ?? ''}`;
}

/** Whether a live process is the PostgreSQL server of this data folder, and not a stranger with a reused number. */
export function isServerOf(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  if (!onLinux) return ps(pid, 'command').includes(dataFolder);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder); // A server works inside its data folder.
  } catch {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  }
}

/** Waits until a process has ended; false when it still runs after that many milliseconds. */
export async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}
