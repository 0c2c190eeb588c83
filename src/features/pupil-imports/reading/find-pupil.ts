import { isValidUpn } from '#features/measures/index.ts';
import type { Mapping } from '../mapping.ts';
import { type Problem, problem } from './problem.ts';
import { fieldReader } from './row-cells.ts';

/** A pupil of the snapshot. `ordinal`: its place in the list, for sets of bits. */
export type KnownPupil = { id: number; ordinal: number; year: number | null };
export type PupilIndex = {
  byUpn: ReadonlyMap<string, KnownPupil>;
  byReference: ReadonlyMap<string, KnownPupil>;
  count: number;
};

export const cleanUpn = (text: string): string => text.replace(/\s/g, '').toUpperCase();
export const cleanReference = (text: string): string => text.trim().toLowerCase();

/** Finds whose row it is, by UPN (also a former one), else by the school's own number. Remembers what it has worked out: files repeat their pupils. */
export function pupilFinder(mapping: Mapping, index: PupilIndex): (cells: readonly string[]) => KnownPupil | Problem {
  const upn = fieldReader(mapping, 'upn');
  const reference = fieldReader(mapping, 'reference');
  const known = new Map<string, KnownPupil>();
  const look = (given: string, number: string): KnownPupil | Problem => {
    if (given === '' && number === '')
      return problem(
        'no-pupil',
        upn.column === -1 ? reference.column : upn.column,
        'upn',
        '',
        'The row has neither a UPN nor the school’s own number',
      );
    const clean = cleanUpn(given);
    const byUpn = clean === '' ? undefined : index.byUpn.get(clean);
    const byNumber = number === '' ? undefined : index.byReference.get(cleanReference(number));
    if (byUpn && byNumber && byUpn.id !== byNumber.id)
      return problem(
        'two-pupils',
        upn.column,
        'upn',
        `${given}, ${number}`,
        'The UPN is one pupil’s and the school’s number another’s',
      );
    const found = byUpn ?? byNumber;
    if (found) return found;
    if (clean !== '' && !isValidUpn(clean))
      return problem('upn', upn.column, 'upn', given, 'This is no UPN: its form or its check letter is wrong');
    return problem(
      'unknown-pupil',
      clean === '' ? reference.column : upn.column,
      'upn',
      given || number,
      'No pupil of this snapshot has this number. Bring in the pupils first, or add this one',
    );
  };
  return (cells) => {
    const given = upn.of(cells);
    // A file gives both or one: the pair is looked up once.
    const before = known.get(given === '' ? `#${reference.of(cells)}` : given);
    if (before && (given === '' || reference.column === -1)) return before;
    const number = reference.of(cells);
    const found = look(given, number);
    if ('id' in found && (given === '' || reference.column === -1))
      known.set(given === '' ? `#${number}` : given, found);
    return found;
  };
}
