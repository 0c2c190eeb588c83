import { button, el } from './element.ts';
import type { Fields, Standing } from './note.ts';

const download = (words: string) => {
  const link = el('a', {
    href: URL.createObjectURL(new Blob([words], { type: 'text/plain;charset=utf-8' })),
    download: 'visit-note.txt',
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** Copying and downloading the words: whatever the server says, they are the writer's. */
export const wordsOut = (words: () => string): HTMLElement =>
  el(
    'div',
    { class: 'cap-photo__buttons' },
    button('Copy the words', 'secondary', () => void navigator.clipboard.writeText(words())),
    button('Download the words', 'secondary', () => download(words())),
  );

/** What the server said against a note, and what its writer can do about it; nothing where it said nothing. */
export function troubleBox(
  standing: Standing | undefined,
  fields: () => Fields,
  set: (values: Partial<Fields>) => void,
  done: (sameDay: 'ask' | 'add' | 'apart') => void,
): HTMLElement | null {
  if (standing?.state !== 'refused' && standing?.state !== 'apart') return null;
  const { field, said, href } = standing;
  const box = el(
    'section',
    { class: 'cap-trouble', 'aria-label': 'Not taken' },
    el('p', { class: 'cap-label' }, said ?? ''),
  );
  if ((field === 'versions' || standing.state === 'apart') && href)
    box.append(el('a', { class: 'cap-button cap-button--secondary', href }, 'Choose between two versions'));
  else if (field === 'sameDay')
    box.append(
      button('Add it to that note', 'primary', () => done('add')),
      button('Keep it apart', 'secondary', () => done('apart')),
    );
  else if (field === 'overWhy') {
    const why = el('textarea', {
      id: 'overWhy',
      class: 'cap-input',
      rows: 2,
      oninput: () => set({ overWhy: why.value || null }),
    });
    why.value = fields().overWhy ?? '';
    box.append(
      el('label', { class: 'cap-label', for: 'overWhy' }, 'Why is it needed although a limit is passed?'),
      why,
    );
  } else if (field === 'reason')
    box.append(el('p', { class: 'cap-hint' }, 'Choose another reason below, then “Done”.'));
  box.append(wordsOut(() => fields().words));
  return box;
}
