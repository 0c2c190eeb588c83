type Revision = { id: string; replaces_id: string | null };

/** A file as it stands with the files whose place it took, newest first. */
export type FileWithEarlier<File> = { file: File; earlier: readonly File[] };

/** Files in the order in which they came, each newest revision with those that it and they replaced. */
export function withEarlier<File extends Revision>(files: readonly File[]): FileWithEarlier<File>[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const replaced = new Set(files.map((file) => file.replaces_id));
  return files
    .filter((file) => !replaced.has(file.id))
    .map((file) => {
      const earlier: File[] = [];
      for (let older = file.replaces_id; older !== null; ) {
        const found = byId.get(older);
        if (!found) break;
        earlier.push(found);
        older = found.replaces_id;
      }
      return { file, earlier };
    });
}
