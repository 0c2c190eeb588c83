/** A run of words that stayed, went or came. */
export type Run = { kind: 'same' | 'gone' | 'new'; text: string };

const mostWords = 1500;

/** Longest common runs of two lists of words, by the classic table. */
function tableOf(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i] ?? [];
      row[j] =
        before[i] === after[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** What changed between two texts, word by word. Very long texts come back as all gone and all new. */
export function wordChanges(before: string, after: string): Run[] {
  const [old, now] = [before.split(/(\s+)/), after.split(/(\s+)/)];
  if (old.length > mostWords || now.length > mostWords)
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ];
  const table = tableOf(old, now);
  const runs: Run[] = [];
  const add = (kind: Run['kind'], text: string) => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add('same', old[i] ?? '');
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      add('gone', old[i] ?? '');
      i += 1;
    } else {
      add('new', now[j] ?? '');
      j += 1;
    }
  }
  return runs.filter((run) => run.text !== '');
}
