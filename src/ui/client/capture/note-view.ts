import { momentFor } from './bundle.ts';
import { clock, type Device, emptyFields } from './device.ts';
import { button, choices, el, select } from './element.ts';
import { moreFields } from './more-fields.ts';
import { type Fields, missing, noteOf } from './note.ts';
import { photoField } from './photo-view.ts';
import { append, opsOf, stand, standingOf } from './store.ts';
import { troubleBox } from './trouble-view.ts';

const pause = 400;
const fewSchools = 6;

/** One note on one screen: school, reason, words; everything else can be left alone. Each pause of the fingers is kept on the disk. */
export async function noteView(device: Device, noteId: string): Promise<{ view: HTMLElement; leave(): Promise<void> }> {
  const before = noteOf(await opsOf(device.personId, noteId));
  let fields: Fields = before.fields ?? emptyFields(device);
  let dirty = false;
  let timer = 0;
  let keeping: Promise<unknown> = Promise.resolve();
  const status = el('p', { class: 'cap-kept', role: 'status' });
  const problem = el('p', { class: 'cap-problem', role: 'alert', hidden: true });

  const keep = (): Promise<unknown> => {
    clearTimeout(timer);
    if (!dirty) return keeping;
    dirty = false;
    const now = fields;
    keeping = keeping
      .then(() => append(device.personId, noteId, { op: 'write', fields: now }, momentFor(device.taken)))
      .then(() => {
        status.textContent = `Kept on this device ${clock(Date.now())}`;
        device.changed();
      })
      .catch(() => {
        dirty = true;
        status.textContent = 'Not kept: this device has no room. Copy your words, and make room.';
      });
    return keeping;
  };
  const set = (values: Partial<Fields>) => {
    fields = { ...fields, ...values };
    dirty = true;
    problem.hidden = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => void keep(), pause);
  };
  const hidden = () => void keep();
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', hidden);

  const done = async (sameDay: 'ask' | 'add' | 'apart' = 'ask') => {
    const lacking = missing(fields);
    if (lacking) {
      problem.textContent = lacking.words;
      problem.hidden = false;
      view.querySelector<HTMLElement>(`#field-${lacking.field}, #${lacking.field}`)?.focus();
      return;
    }
    await keep();
    await append(device.personId, noteId, { op: 'finish', sameDay }, momentFor(device.taken));
    await stand(noteId, { state: 'here', said: null, field: null });
    device.changed();
    device.list();
  };
  const away = async () => {
    if (!confirm('Throw this note away? It cannot be brought back.')) return;
    dirty = false;
    await keeping;
    await append(device.personId, noteId, { op: 'throw_away' }, momentFor(device.taken));
    device.changed();
    device.list();
  };

  const asked = el('div', {});
  const below = el('div', {});
  const showAsked = () => {
    const places = device.taken?.bundle.places ?? [];
    const schools = places.map((place) => ({ value: place.id, label: place.name }));
    const chooseSchool = (schoolId: string | null) => {
      set({ schoolId, reason: null, departmentId: null, observedId: null });
      showAsked();
      asked.querySelector<HTMLElement>('#field-reason')?.focus();
    };
    const school =
      schools.length <= fewSchools
        ? choices('schoolId', 'School', schools, [fields.schoolId ?? ''], ([value]) => chooseSchool(value ?? null))
        : select(
            'schoolId',
            'School',
            [{ value: '', label: 'Choose a school' }, ...schools],
            fields.schoolId ?? '',
            (value) => chooseSchool(value || null),
          );
    const reasons = (device.taken?.bundle.reasons ?? []).filter((reason) => reason.schoolId === fields.schoolId);
    const options = reasons.map((reason) => ({ value: reason.key, label: reason.label, detail: reason.detail }));
    const reason = choices('reason', 'Reason', options, [fields.reason ?? ''], ([value]) =>
      set({ reason: value ?? null }),
    );
    if (fields.schoolId && options.length === 0)
      reason.append(el('p', { class: 'govuk-body' }, 'Nothing here asks for a visit, as far as this device knows.'));
    asked.replaceChildren(school, ...(fields.schoolId ? [reason] : []));
    below.replaceChildren(moreFields(device, () => fields, set));
  };
  const words = el('textarea', {
    id: 'words',
    class: 'cap-input cap-words',
    rows: 7,
    maxlength: 5000,
    autocapitalize: 'sentences',
    spellcheck: 'true',
    oninput: () => set({ words: words.value }),
  });
  words.value = fields.words;
  showAsked();

  const trouble = troubleBox(await standingOf(noteId), () => fields, set, done);
  const view = el(
    'div',
    { class: 'cap-note' },
    el('h1', { class: 'govuk-heading-m', tabindex: -1 }, before.fields ? 'Visit note' : 'New note'),
    trouble,
    problem,
    asked,
    el(
      'div',
      { class: 'cap-field' },
      el('label', { class: 'cap-label', for: 'words' }, 'What did you see?'),
      el('p', { class: 'cap-hint' }, 'No names of pupils. You can speak: use the microphone of the keyboard.'),
      words,
    ),
    await photoField(device, noteId, before.photos),
    below,
    button('Throw this note away', 'plain', () => void away()),
    el(
      'div',
      { class: 'cap-foot' },
      status,
      el(
        'div',
        { class: 'cap-foot__buttons' },
        button('Later', 'secondary', () => device.list()),
        button('Done', 'primary', () => void done()),
      ),
    ),
  );
  return {
    view,
    async leave() {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', hidden);
      await keep();
    },
  };
}
