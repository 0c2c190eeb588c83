import { momentFor } from './bundle.ts';
import { clock, type Device, dayAndClock } from './device.ts';
import { button, el } from './element.ts';
import { isWaiting, noteOf, type Op, type Standing } from './note.ts';
import { append, opsOf, stand, standingsOf } from './store.ts';

type Item = { standing: Standing; ops: Op[] };

export async function itemsOf(personId: string): Promise<Item[]> {
  const standings = await standingsOf(personId);
  return await Promise.all(
    standings.map(async (standing) => ({ standing, ops: await opsOf(personId, standing.noteId) })),
  );
}

export const countWaiting = (items: readonly Item[]): number =>
  items.filter(({ standing, ops }) => isWaiting(ops, standing)).length;

function stateOf({ standing, ops }: Item): string {
  const note = noteOf(ops);
  if (standing.state === 'sent') return `Sent ${standing.sentAt ? clock(standing.sentAt) : ''}`;
  if (standing.state === 'apart') return 'Two versions: choose between them';
  if (standing.state === 'refused') return `Not taken: ${standing.said ?? ''}`;
  if (note.finished) return 'Done, waiting to be sent';
  if (isWaiting(ops, standing)) return 'Being written, on this device only';
  return 'Being written, kept by Cairn too';
}

function entry(device: Device, item: Item): HTMLLIElement {
  const note = noteOf(item.ops);
  const { bundle } = device.taken ?? {};
  const reason = bundle?.reasons.find((one) => one.key === note.fields?.reason)?.label;
  const school = bundle?.places.find((one) => one.id === note.fields?.schoolId)?.name;
  const words = note.fields?.words.trim().split('\n')[0] ?? '';
  const title = words || reason || 'A note without words';
  const state = el('span', { class: `cap-item__state cap-item__state--${item.standing.state}` }, stateOf(item));
  const under = [school, words ? reason : null].filter(Boolean).join(': ');
  const inside = [el('span', { class: 'cap-item__title' }, title), el('span', {}, under), state];
  // What has left is read there; the device has only the trace of it.
  if (item.standing.state === 'sent')
    return el(
      'li',
      { class: 'cap-item' },
      el('a', { class: 'cap-item__press', href: item.standing.href ?? '/visit-notes' }, state),
    );
  if (item.standing.state === 'apart' && item.standing.href)
    return el('li', { class: 'cap-item' }, el('a', { class: 'cap-item__press', href: item.standing.href }, ...inside));
  const press = () => device.open(item.standing.noteId);
  return el(
    'li',
    { class: 'cap-item' },
    el('button', { type: 'button', class: 'cap-item__press', onclick: press }, ...inside),
  );
}

/** Drafts that another device or the form has, and this device has not: opening one takes it over here. */
function elsewhere(device: Device, items: readonly Item[]): HTMLLIElement[] {
  const here = new Set(items.map((item) => item.standing.noteId));
  return (device.taken?.bundle.drafts ?? [])
    .filter((draft) => !here.has(draft.noteId))
    .map((draft) => {
      const take = async () => {
        const seq = await append(
          device.personId,
          draft.noteId,
          { op: 'took_over', fields: draft.fields },
          momentFor(device.taken),
        );
        await stand(draft.noteId, { basedOn: draft.revision, acked: seq, state: 'draft' });
        device.open(draft.noteId);
      };
      return el(
        'li',
        { class: 'cap-item' },
        el(
          'button',
          { type: 'button', class: 'cap-item__press', onclick: () => void take() },
          el('span', { class: 'cap-item__title' }, draft.fields.words.trim().split('\n')[0] || 'A note without words'),
          el('span', { class: 'cap-item__state' }, 'Begun elsewhere'),
        ),
      );
    });
}

const order = (item: Item) =>
  `${item.standing.state === 'sent' ? 0 : 1}${noteOf(item.ops).lastAt}${item.standing.sentAt ?? ''}`;

/** The notes of this person on this device, and the way to a new one. */
export async function listView(device: Device): Promise<HTMLElement> {
  const items = (await itemsOf(device.personId))
    .filter((item) => item.standing.state === 'sent' || (item.ops.length > 0 && !noteOf(item.ops).thrownAway))
    .sort((a, b) => (order(a) < order(b) ? 1 : -1));
  const entries = [...items.map((item) => entry(device, item)), ...elsewhere(device, items)];
  const fetched = device.taken
    ? `Schools and reasons are those of ${dayAndClock(device.taken.at)}.`
    : 'Schools and reasons have not been fetched yet: open this page once with a network.';
  return el(
    'div',
    {},
    el('h1', { class: 'govuk-heading-l', tabindex: -1 }, 'Visit notes'),
    el('p', { class: 'govuk-body' }, device.taken?.bundle.person.name ?? ''),
    button('New note', 'primary', () => device.open(crypto.randomUUID())),
    entries.length > 0
      ? el('ul', { class: 'cap-list' }, ...entries)
      : el(
          'p',
          { class: 'govuk-body' },
          'No note waits on this device. Choose a school and a reason, and write what you see.',
        ),
    el('p', { class: 'cap-age' }, fetched),
  );
}
