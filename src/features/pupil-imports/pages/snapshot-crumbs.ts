import type { Crumb } from '#ui/breadcrumbs.tsx';
import { importPaths } from '../paths.ts';
import type { OpenSnapshot } from '../queries.ts';

/** The way back from a file of a snapshot. The snapshot's page belongs to data-snapshots, at `/snapshots/:snapshotId`. */
export const snapshotCrumbs = (snapshot: OpenSnapshot, file?: { id: string; name: string }): Crumb[] => [
  { href: `/snapshots/${snapshot.id}`, label: snapshot.collection },
  { href: importPaths.list(snapshot.id), label: 'Files' },
  ...(file ? [{ href: importPaths.import(snapshot.id, file.id), label: file.name }] : []),
];
