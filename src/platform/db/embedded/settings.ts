import { randomBytes } from 'node:crypto';
import { chownSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';

/** Where a server answers: a Unix socket's folder, or (Windows) a port of the loopback address. */
export type Address = { readonly socket: string } | { readonly port: number };

export type Settings = Readonly<Record<string, string | number>>;

const everywhere: Settings = {
  max_connections: 100,
  shared_buffers: '256MB',
  timezone: 'Europe/London',
  log_timezone: 'Europe/London',
  datestyle: 'ISO, DMY',
  client_encoding: 'UTF8',
  password_encryption: 'scram-sha-256',
  // Personal data stays out of the log: no statements, no parameters, no DETAIL lines that quote a row.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: 0,
  log_error_verbosity: 'terse',
};

/** For records that must last. The log keeps a week: each day's file is overwritten a week later. */
export const durable: Settings = {
  ...everywhere,
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: 0,
  log_truncate_on_rotation: 'on',
};

/** For tests: nothing is forced to the disk, a crash loses everything. */
export const throwaway: Settings = {
  ...everywhere,
  max_connections: 200,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
};

const listening = (address: Address): Settings =>
  'socket' in address
    ? { listen_addresses: '', unix_socket_directories: address.socket, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', port: address.port };

/**
 * Writes the server's whole configuration, at every start. An operator's own settings go into `local.conf` beside it.
 * Renamed into place: the folder belongs to another user, who could have laid a link under the file's name.
 */
export function writeSettings(data: string, account: Account, settings: Settings, address: Address): void {
  const lines = Object.entries({ ...settings, ...listening(address) }).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  const text = [
    '# Written by Cairn at every start. Your own settings: local.conf',
    ...lines,
    "include_if_exists 'local.conf'",
    '',
  ];
  const draft = join(data, `postgresql.conf.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, text.join('\n'), { flag: 'wx', mode: 0o600 });
  if (account.ids) chownSync(draft, account.ids.uid, account.ids.gid);
  renameSync(draft, join(data, 'postgresql.conf'));
}
