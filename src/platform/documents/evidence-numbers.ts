import type { EvidenceEntry } from './prepared-tree.ts';

/** Numbers evidence in the order in which it is first cited, and hands out what each list of evidence must show. */
export interface EvidenceNumbers {
  /** The number and anchor of a piece of evidence, which is thereby cited. */
  readonly cite: (key: string, text: string) => { readonly number: number; readonly id: string };
  /** What was cited since the last call, by number. */
  readonly take: () => readonly EvidenceEntry[];
}

export function evidenceNumbers(): EvidenceNumbers {
  const known = new Map<string, { readonly number: number; readonly key: string; readonly text: string }>();
  const anchored = new Set<number>();
  let pending = new Map<number, { readonly key: string; readonly text: string }>();
  return {
    cite(key, text) {
      const entry = known.get(key) ?? { number: known.size + 1, key, text };
      known.set(key, entry);
      pending.set(entry.number, entry);
      return { number: entry.number, id: `evidence-${entry.number}` };
    },
    take() {
      const entries = [...pending].sort(([a], [b]) => a - b);
      pending = new Map();
      return entries.map(([number, { key, text }]) => {
        const id = anchored.has(number) ? '' : `evidence-${number}`;
        anchored.add(number);
        return { number, key, text, id };
      });
    },
  };
}
