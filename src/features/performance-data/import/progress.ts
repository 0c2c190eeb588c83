/** How far the server has got with files that somebody waits for: in words, and as a share from 0 to 1. */
export type Progress = { words: string; share: number };

// In memory: it is worth nothing once the answer has come, and the process that reads the files is the one that is asked.
const running = new Map<string, Progress>();
const token = /^[0-9a-f-]{36}$/;
const keyOf = (personId: string, given: string | undefined): string | null =>
  given !== undefined && token.test(given) ? `${personId} ${given}` : null;

/** What the person's work under this token is doing now; null before it begins and once it is over. Nobody else's token says anything. */
export function progressOf(personId: string, given: string | undefined): Progress | null {
  const key = keyOf(personId, given);
  return key === null ? null : (running.get(key) ?? null);
}

/** Runs work that says how far it has got. Without a token, as from a browser without scripts, it says it to nobody. */
export async function withProgress<T>(
  personId: string,
  given: string | undefined,
  work: (report: (words: string, share: number) => void) => Promise<T>,
): Promise<T> {
  const key = keyOf(personId, given);
  try {
    return await work((words, share) => {
      if (key !== null) running.set(key, { words, share });
    });
  } finally {
    if (key !== null) running.delete(key);
  }
}
