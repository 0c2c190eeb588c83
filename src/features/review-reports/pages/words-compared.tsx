import { wordChanges } from '#core/audit/word-changes.ts';

/** What changed between two texts, word by word: what went is struck through, what came is marked. */
export const WordsCompared = ({ before, now }: { before: string; now: string }) => (
  <p class="govuk-body">
    {wordChanges(before, now).map((run) =>
      run.kind === 'same' ? run.text : run.kind === 'gone' ? <del>{run.text}</del> : <ins>{run.text}</ins>,
    )}
  </p>
);
