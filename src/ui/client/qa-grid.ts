// Moves the cards of the QA calendar: by drag, or from “Move” with the arrow keys. The server does the moving; this only fills in and sends its form.
const found = document.querySelector<HTMLTableElement>('[data-qa-grid]');
const form = document.getElementById('qa-move');
const said = document.getElementById('qa-grid-said');

const say = (words: string): void => {
  if (said) said.textContent = words;
};

const cellsOf = (card: HTMLElement): HTMLTableCellElement[] => [
  ...(card.closest('tr')?.querySelectorAll<HTMLTableCellElement>('td[data-monday]') ?? []),
];

const mark = (cell: HTMLTableCellElement | null): void => {
  for (const each of document.querySelectorAll('.qa-grid__target')) each.classList.remove('qa-grid__target');
  cell?.classList.add('qa-grid__target');
};

function put(name: string, value: string): void {
  const field = form instanceof HTMLFormElement ? form.elements.namedItem(name) : null;
  if (field instanceof HTMLInputElement) field.value = value;
}

/** Sends the move, or leads to the form where a reason has to be written. */
function moveTo(card: HTMLElement, cell: HTMLTableCellElement): void {
  const monday = cell.dataset['monday'] ?? '';
  if (card.closest('td') === cell) {
    say('It stands there already.');
    return;
  }
  const reason = card.dataset['needsReason'];
  if (reason) {
    say('This calendar has been published: say why it moves.');
    location.assign(reason.replace('MONDAY', monday));
    return;
  }
  if (!(form instanceof HTMLFormElement) || !card.dataset['moveAction']) return;
  form.action = card.dataset['moveAction'];
  put('week', monday);
  put('revision', card.dataset['revision'] ?? '');
  say(`Moving ${card.dataset['title'] ?? ''}.`);
  form.requestSubmit();
}

/** From pressing “Move” until Enter or Escape: the arrow keys choose the week, which is read out with what speaks against it. */
function moveByKeys(card: HTMLElement, link: HTMLElement): void {
  const cells = cellsOf(card);
  const from = cells.findIndex((cell) => cell.contains(card));
  let at = from;
  const show = () => {
    const cell = cells[at];
    if (!cell) return;
    mark(cell);
    cell.scrollIntoView({ block: 'nearest', inline: 'center' });
    say(`${cell.dataset['words'] ?? ''}. Enter moves it there, Escape leaves it.`);
  };
  const end = (words: string) => {
    link.removeEventListener('keydown', onKey);
    link.removeEventListener('blur', onBlur);
    found?.removeEventListener('click', onClick);
    card.classList.remove('qa-card--moving');
    mark(null);
    if (words) say(words);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, Home: -cells.length, End: cells.length };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      at = Math.max(0, Math.min(cells.length - 1, at + step));
      show();
    } else if (event.key === 'Escape') {
      end('It stays where it is.');
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopImmediatePropagation();
      const cell = cells[at];
      end('');
      if (cell) moveTo(card, cell);
    }
  };
  // A finger or the mouse may choose the week too.
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td[data-monday]') : null;
    if (!cell || !cells.includes(cell) || cell === card.closest('td')) return;
    event.preventDefault();
    end('');
    moveTo(card, cell);
  };
  const onBlur = () => setTimeout(() => end(''), 200);
  card.classList.add('qa-card--moving');
  link.addEventListener('keydown', onKey);
  link.addEventListener('blur', onBlur);
  found?.addEventListener('click', onClick);
  say(
    `Moving ${card.dataset['title'] ?? ''}. Choose the week with the arrow keys, then press Enter; Escape leaves it where it is.`,
  );
  const cell = cells[at];
  if (cell) mark(cell);
}

// The year opens at this week, a little of what was before it in sight.
const region = found?.closest<HTMLElement>('.qa-grid-region');
const week = found?.querySelector<HTMLElement>('.qa-grid__week--now');
if (region && week) region.scrollLeft = week.offsetLeft - region.clientWidth / 3;

let dragged: HTMLElement | null = null;

if (found) {
  found.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-move]') : null;
    const card = link?.closest<HTMLElement>('[data-entry]');
    if (!link || !card || card.classList.contains('qa-card--moving')) return;
    event.preventDefault();
    link.focus();
    moveByKeys(card, link);
  });
  found.addEventListener('dragstart', (event) => {
    dragged = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-entry]') : null;
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset['title'] ?? '');
    dragged.classList.add('qa-card--moving');
  });
  const cellUnder = (event: DragEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td[data-monday]') : null;
    return cell && dragged && cellsOf(dragged).includes(cell) ? cell : null;
  };
  found.addEventListener('dragover', (event) => {
    const cell = cellUnder(event);
    mark(cell);
    if (!cell) return;
    event.preventDefault();
    const words = cell.dataset['words'] ?? '';
    if (said?.textContent !== words) say(words);
  });
  found.addEventListener('drop', (event) => {
    const cell = cellUnder(event);
    if (!cell || !dragged) return;
    event.preventDefault();
    moveTo(dragged, cell);
  });
  found.addEventListener('dragend', () => {
    dragged?.classList.remove('qa-card--moving');
    dragged = null;
    mark(null);
  });
}
