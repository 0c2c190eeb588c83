import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter } from './account.ts';

function isSafe(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return statSync(folder).uid === (process.getuid?.() ?? statSync(folder).uid);
  } catch {
    return false;
  }
}

/**
 * Folders outside the checkout that outlive a restart, best first; the temporary folder is the last resort. Only
 * those that we own (another user could have laid a trap under a known name in /tmp) and that the account can enter.
 */
export function* durableBases(account: Account): Generator<string> {
  const candidates = account.ids
    ? ['/var/lib/cairn', '/opt/cairn', '/var/tmp/cairn', join(tmpdir(), 'cairn')]
    : [join(homedir(), '.local', 'share', 'cairn'), join(tmpdir(), `cairn-${process.getuid?.() ?? 0}`)];
  for (const base of candidates) if (isSafe(base) && canEnter(account, base)) yield base; // Makes no more than are tried.
}

/** A folder for what need not outlive the process, which the account can enter. */
export function temporaryBase(account: Account): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => existsSync(folder) && canEnter(account, folder));
  if (!found) throw new Error(`There is no temporary folder that the user ${account.name} can enter.`);
  return found;
}
