import type { Device } from './device.ts';
import { choices, el, select } from './element.ts';
import type { Fields } from './note.ts';

const listed = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, label]) => ({ value, label }));

/** Kind, day, department, teacher, areas, tags: closed, because a note needs none of them. */
export function moreFields(device: Device, fields: () => Fields, set: (values: Partial<Fields>) => void): HTMLElement {
  const now = fields();
  const bundle = device.taken?.bundle;
  const place = bundle?.places.find((one) => one.id === now.schoolId);
  if (!bundle || !place) return el('div', {});
  const warning = el('p', { class: 'cap-warning', role: 'status', hidden: true });
  const warn = (departmentId: string | null) => {
    const department = place.departments.find((one) => one.id === departmentId);
    const visits = department?.visitsThisWeek ?? 0;
    warning.hidden = visits < bundle.visitsWithoutWarning;
    warning.textContent = `${department?.name} has had ${visits} visits this week. Could this one wait, or could a note that is there answer your question?`;
  };
  warn(now.departmentId);
  const day = el('input', {
    type: 'date',
    id: 'happenedOn',
    class: 'cap-input cap-input--short',
    value: now.happenedOn,
    onchange: () => set({ happenedOn: day.value || now.happenedOn }),
  });
  const minutes = el('input', {
    id: 'observedMinutes',
    class: 'cap-input cap-input--short',
    inputmode: 'numeric',
    value: now.observedMinutes ?? '',
    oninput: () => {
      const value = Number(minutes.value);
      set({ observedMinutes: Number.isInteger(value) && value >= 1 && value <= 480 ? value : null });
    },
  });
  const teacher = select(
    'observedId',
    'A teacher whom you saw at work',
    [
      { value: '', label: 'Nobody in particular' },
      ...place.teachers.map((one) => ({ value: one.id, label: one.name })),
    ],
    now.observedId ?? '',
    (value) => set({ observedId: value || null }),
  );
  return el(
    'details',
    { class: 'cap-more' },
    el('summary', { class: 'cap-more__summary' }, 'What it points to, department, day, teacher, areas'),
    choices('points', 'What does it point to?', listed(bundle.words.points), [now.points], ([value]) =>
      set({ points: value ?? 'mixed' }),
    ),
    place.departments.length > 0
      ? select(
          'departmentId',
          'Department',
          [
            { value: '', label: 'The whole school' },
            ...place.departments.map((one) => ({ value: one.id, label: one.name })),
          ],
          now.departmentId ?? '',
          (value) => {
            warn(value || null);
            set({ departmentId: value || null });
          },
        )
      : null,
    warning,
    choices(
      'kind',
      'What kind of visit?',
      listed(bundle.words.kinds),
      [now.kind],
      ([value]) => set({ kind: value ?? 'visit' }),
      { row: true },
    ),
    el('div', { class: 'cap-field' }, el('label', { class: 'cap-label', for: 'happenedOn' }, 'Day'), day),
    place.teachers.length > 0 ? teacher : null,
    place.teachers.length > 0
      ? el(
          'div',
          { class: 'cap-field' },
          el('label', { class: 'cap-label', for: 'observedMinutes' }, 'For how many minutes?'),
          minutes,
        )
      : null,
    bundle.areas.length > 0
      ? choices(
          'areaIds',
          'Areas that it speaks to',
          bundle.areas.map((area) => ({ value: area.id, label: area.title })),
          now.areaIds,
          (areaIds) => set({ areaIds }),
          { many: true },
        )
      : null,
    choices('tags', 'Words to find it by', listed(bundle.words.tags), now.tags, (tags) => set({ tags }), {
      many: true,
    }),
  );
}
