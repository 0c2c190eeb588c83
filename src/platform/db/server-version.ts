const oldest = 180_000;

/** Why a server of this `server_version_num` (180001: 18.1) cannot be used, in words for the operator; null where it can. Row identities (uuidv7) came with PostgreSQL 18. */
export function whyTooOld(versionNumber: number): string | null {
  if (versionNumber >= oldest) return null;
  const name = `${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  return `This database server is PostgreSQL ${name}; Cairn needs PostgreSQL 18 or later. Upgrade the server, or leave out DATABASE_URL to use the one that Cairn brings.`;
}
