const base = (snapshotId: string) => `/snapshots/${snapshotId}/imports`;
const one = (snapshotId: string, importId: string) => `${base(snapshotId)}/${importId}`;

/** Addresses of a school's files on their way into an open snapshot. */
export const importPaths = {
  list: base,
  add: (snapshotId: string) => `${base(snapshotId)}/new`,
  import: one,
  columns: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/columns`,
  subjects: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/subjects`,
  scale: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/scale`,
  progress: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/progress`,
  check: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/check`,
  bringIn: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/bring-in`,
  undo: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/undo`,
  rows: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/rows`,
  rowsOf: (snapshotId: string, importId: string, code: string) => `${one(snapshotId, importId)}/rows?what=${code}`,
  rowsCsv: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/rows.csv`,
  row: (snapshotId: string, importId: string, line: number | string) => `${one(snapshotId, importId)}/rows/${line}`,
  everywhere: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/everywhere`,
  leaveOut: (snapshotId: string, importId: string) => `${one(snapshotId, importId)}/leave-out`,
};
