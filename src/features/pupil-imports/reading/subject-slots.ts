import { findSubject, readGrade, type StandardScale, scaleOf, subjectOf } from '#features/measures/index.ts';
import { type Mapping, type SubjectChoice, subjectKey } from '../mapping.ts';

/** One subject on one scale, as a row of assessment_subject will have it; `number` tells it apart within one reading. */
export type Slot = {
  number: number;
  code: string | null;
  name: string;
  qualification: string;
  scaleCode: string;
  scale: StandardScale;
  /** What each text in the file means on the scale: escaped for COPY, and null for what is no grade. */
  grades: Map<string, { grade: string; points: number | null } | null>;
};

export type Slots = {
  /** The slot of a subject's name in the file; null where it is not known which subject is meant, or on which scale. */
  find(name: string, qualification: string, scale: string): Slot | null;
  /** The slot of a subject of the product's list. */
  standard(code: string, scale: string): Slot | null;
  all: readonly Slot[];
  /** Every subject that was asked for, as the file names it, and what it was taken for. */
  asked(): readonly { name: string; qualification: string; slot: Slot | null }[];
};

/** The subjects of one reading, found by what the school has said they are, else by the product's list. `ownScales` by id. */
export function subjectSlots(mapping: Mapping, ownScales: ReadonlyMap<string, StandardScale>): Slots {
  const all: Slot[] = [];
  const byIdentity = new Map<string, Slot>();
  const asked = new Map<string, { name: string; qualification: string; slot: Slot | null }>();
  const scaleNamed = (code: string) => ownScales.get(code) ?? scaleOf(code);

  function slot(code: string | null, name: string, qualification: string, scaleCode: string): Slot | null {
    const identity = `${name.toLowerCase()}|${qualification}|${scaleCode}`;
    const known = byIdentity.get(identity);
    if (known) return known;
    const scale = scaleNamed(scaleCode);
    if (!scale) return null;
    const made: Slot = { number: all.length, code, name, qualification, scaleCode, scale, grades: new Map() };
    all.push(made);
    byIdentity.set(identity, made);
    return made;
  }

  function standard(code: string, scale: string): Slot | null {
    const subject = subjectOf(code);
    return subject && slot(subject.code, subject.name, subject.qualification, scale || subject.scale);
  }

  const chosen = (choice: SubjectChoice, scale: string) =>
    'code' in choice
      ? standard(choice.code, scale)
      : slot(null, choice.name, choice.qualification, scale || choice.scale);

  function search(name: string, qualification: string, scale: string): Slot | null {
    const said = mapping.subjects[subjectKey(name, qualification)] ?? mapping.subjects[subjectKey(name, '')];
    if (said) return chosen(said, scale);
    if (subjectOf(name)) return standard(name, scale);
    const found = findSubject(name, qualification || undefined);
    return found && standard(found.code, scale);
  }

  return {
    all,
    asked: () => [...asked.values()],
    standard,
    find(name, qualification, scale) {
      const slot = search(name, qualification, scale);
      const key = subjectKey(name, qualification);
      // Some hundreds of names at most; a column that is no subject has as many as rows.
      if (asked.size < 500 && !asked.get(key)?.slot) asked.set(key, { name, qualification, slot });
      return slot;
    },
  };
}

/** The grade that a text means on a slot's scale; worked out once for each text. */
export function gradeOf(slot: Slot, text: string): { grade: string; points: number | null } | null {
  const known = slot.grades.get(text);
  if (known !== undefined) return known;
  const found = readGrade(slot.scale, text);
  // Texts that are no grade are not kept for ever: a column of a million remarks must not fill the memory.
  if (found !== null || slot.grades.size < 5000) slot.grades.set(text, found);
  return found;
}
