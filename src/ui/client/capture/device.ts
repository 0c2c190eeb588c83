import { dayOf, momentFor, type Taken } from './bundle.ts';
import type { Fields, Op, Standing } from './note.ts';

/** What the views of one person share. */
export type Device = {
  personId: string;
  taken: Taken | null;
  /** Tells every tab, and asks for sending soon. */
  changed(): void;
  open(noteId: string): void;
  list(): void;
};

export type Shown = { standing: Standing; ops: readonly Op[] };

export function emptyFields(device: Device): Fields {
  const places = device.taken?.bundle.places ?? [];
  const [only] = places;
  const one = places.length === 1 ? only : undefined;
  const [department] = one?.departments ?? [];
  return {
    schoolId: one?.id ?? null,
    departmentId: one?.departments.length === 1 && department ? department.id : null,
    kind: 'visit',
    happenedOn: dayOf(momentFor(device.taken)),
    reason: null,
    words: '',
    points: 'mixed',
    areaIds: [],
    tags: [],
    observedId: null,
    observedMinutes: null,
    overWhy: null,
  };
}

export const clock = (moment: string | number): string =>
  new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

export const dayAndClock = (moment: string | number): string =>
  `${new Date(moment).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })}, ${clock(moment)}`;
