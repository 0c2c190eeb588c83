import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret made once and kept beside the embedded database, readable by its owner only: `secret` signs cookies, `confidential-key` wraps the keys of
 * confidential records.
 */
export function keptSecret(directory: string, name: 'secret' | 'confidential-key' = 'secret'): string {
  const file = join(directory, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(directory, { recursive: true });
  const secret = randomBytes(32).toString('hex');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
