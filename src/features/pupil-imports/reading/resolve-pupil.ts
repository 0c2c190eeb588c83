import { cleanReference } from './find-pupil.ts';
import { type Problem, problem } from './problem.ts';
import type { PupilRow } from './pupil-row.ts';

/** A pupil as the school is known to have them; `id` null until stored. `row`: all that the standing files say of them, the later over the earlier. */
export type SchoolPupil = {
  id: number | null;
  upn: string | null;
  formerUpn: string | null;
  reference: string | null;
  row: PupilRow | null;
};

const isTemporary = (upn: string | null): boolean => upn !== null && /[A-Z]$/.test(upn);

/**
 * Finds out who the rows of pupil files are: by UPN, by a former UPN on either side, else by the school's own number; nobody: somebody new. `startFile` begins
 * the next file: within one file a pupil comes once.
 */
export function pupilResolver(known: readonly SchoolPupil[]) {
  const byUpn = new Map<string, SchoolPupil>();
  const byReference = new Map<string, SchoolPupil>();
  const all: SchoolPupil[] = [];
  const add = (pupil: SchoolPupil): void => {
    if (pupil.formerUpn !== null && !byUpn.has(pupil.formerUpn)) byUpn.set(pupil.formerUpn, pupil);
    if (pupil.upn !== null) byUpn.set(pupil.upn, pupil);
    if (pupil.reference !== null) byReference.set(cleanReference(pupil.reference), pupil);
  };
  for (const pupil of known) {
    all.push(pupil);
    add(pupil);
  }
  let inFile = new Set<SchoolPupil>();

  function find(row: PupilRow): SchoolPupil | null | 'two' {
    const byNumber = row.reference === null ? undefined : byReference.get(cleanReference(row.reference));
    const found =
      (row.upn === null ? undefined : byUpn.get(row.upn)) ?? (row.formerUpn ? byUpn.get(row.formerUpn) : undefined);
    if (found && byNumber && found !== byNumber) return 'two';
    if (found) return found;
    if (!byNumber) return null;
    // The school's number alone: the same pupil unless both have permanent UPNs, and different ones.
    const bothPermanent =
      row.upn !== null && byNumber.upn !== null && !isTemporary(byNumber.upn) && !isTemporary(row.upn);
    return bothPermanent ? 'two' : byNumber;
  }

  return {
    all,
    startFile: () => {
      inFile = new Set();
    },
    /** Takes the row; answers with what is wrong with it, or null. */
    take(row: PupilRow, columns: { upn: number; reference: number }): Problem | null {
      const found = find(row);
      if (found === 'two')
        return problem(
          'two-pupils',
          columns.reference,
          'reference',
          row.reference ?? '',
          'The UPN is one pupil’s and the school’s number another’s',
        );
      if (found && inFile.has(found))
        return problem(
          'duplicate',
          columns.upn === -1 ? columns.reference : columns.upn,
          'upn',
          row.upn ?? row.reference ?? '',
          'The file has this pupil in an earlier row',
        );
      const pupil: SchoolPupil = found ?? { id: null, upn: null, formerUpn: null, reference: null, row: null };
      if (!found) all.push(pupil);
      inFile.add(pupil);
      // A permanent UPN takes the place of a temporary one, which stays as the former.
      if (row.upn !== null && pupil.upn !== row.upn && row.upn !== pupil.formerUpn) {
        if (pupil.upn !== null) pupil.formerUpn = pupil.upn;
        pupil.upn = row.upn;
      }
      if (row.formerUpn) pupil.formerUpn = row.formerUpn;
      if (row.reference !== null) pupil.reference = row.reference;
      pupil.row = merged(pupil.row, row);
      add(pupil);
      return null;
    },
  };
}

/** The later file over the earlier; what it says nothing of stands. */
function merged(before: PupilRow | null, row: PupilRow): PupilRow {
  if (before === null) return row;
  const said = Object.entries(row).filter(([, value]) => value !== undefined && value !== null);
  return { ...before, ...Object.fromEntries(said) };
}
