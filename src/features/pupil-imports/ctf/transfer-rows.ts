import type { TransferAssessment, TransferPupil } from './transfer-pupils.ts';

export const transferHeaders = {
  pupils: ['UPN', 'Former UPN', 'Surname', 'Forename', 'DOB', 'Year', 'Sex', 'SEN', 'FSM6', 'Looked After', 'EAL'],
  attendance: ['UPN', 'Possible', 'Attended', 'Authorised', 'Unauthorised'],
  assessments: ['UPN', 'Subject', 'Result'],
} as const;
export type TransferPart = keyof typeof transferHeaders;

const yesNo = (text: string | undefined): string =>
  text === undefined ? '' : /^(true|1|y|yes)$/i.test(text) ? 'Y' : 'N';

/**
 * Which subject of the product's list an assessment is. Reading and the like are known by subject and component; anything else keeps the file's own codes and
 * is asked about, never guessed.
 */
function subjectOf({ stage, subject, method, component }: TransferAssessment): string {
  const codes = `${subject} ${component}`.toUpperCase();
  const goal = /\bE(0[1-9]|1[0-7])\b/.exec(codes)?.[1];
  if (goal) return `eyfsp-e${goal}`;
  if (/\bMTC\b/.test(codes)) return 'mtc-mark';
  if (/\bPHO|\bPHN/.test(codes)) return 'phonics-year-1';
  if (stage.toUpperCase() === 'KS2') {
    if (/\bWRI/.test(codes)) return 'ks2-writing-ta';
    if (/\bSCI/.test(codes)) return 'ks2-science-ta';
    if (method.toUpperCase() === 'TT' || method === '') {
      if (/\bREA/.test(codes)) return 'ks2-test-reading';
      if (/\bG(PS|RA|AP)/.test(codes)) return 'ks2-test-gps';
      if (/\bMAT/.test(codes)) return 'ks2-test-maths';
    }
  }
  return [stage, subject, method, component].filter((part) => part !== '').join(' ');
}

const outcomeOnly = /^(AS|NS|CA|CB)$/i;

/** A pupil of a transfer file as rows of the three kinds of file. `sixYearsAgo`: ISO day before which the end of free school meals no longer counts. */
export function transferRows(pupil: TransferPupil, sixYearsAgo: string): Record<TransferPart, string[][]> {
  const value = (name: string) => pupil.values.get(name) ?? '';
  const upn = value('upn');
  const sen = pupil.sen.toSorted((a, b) => a.from.localeCompare(b.from)).at(-1)?.provision ?? '';
  const meals =
    pupil.values.has('meals') || pupil.meals.length > 0
      ? pupil.meals.some(({ until }) => until === '' || until >= sixYearsAgo)
        ? 'Y'
        : 'N'
      : '';
  const latest = pupil.attendance.toSorted((a, b) => a.year.localeCompare(b.year)).at(-1);
  return {
    pupils: [
      [
        upn,
        value('formerUpn'),
        value('surname'),
        value('forename'),
        value('dob'),
        value('year'),
        value('sex'),
        sen,
        meals,
        yesNo(pupil.values.get('inCare')),
        value('language'),
      ],
    ],
    attendance: latest ? [[upn, latest.possible, latest.attended, latest.authorised, latest.unauthorised]] : [],
    assessments: latestOfEach(pupil.assessments).map((one) => [upn, subjectOf(one), one.result]),
  };
}

/** A subject taken in several years counts as it was last; scores go before bare outcomes. */
function latestOfEach(all: readonly TransferAssessment[]): TransferAssessment[] {
  const bySubject = new Map<string, TransferAssessment>();
  for (const one of all.toSorted((a, b) => a.year.localeCompare(b.year))) {
    if (one.result === '' || outcomeOnly.test(one.result)) continue;
    bySubject.set(subjectOf(one), one);
  }
  return [...bySubject.values()];
}
