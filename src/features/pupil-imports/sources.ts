import { plainName } from './propose.ts';

export const sourceNames = ['go4schools', 'sims', 'arbor', 'bromcom', 'dfe', 'ctf', 'other'] as const;
export type Source = (typeof sourceNames)[number];

export const sourceTitles: Record<Source, string> = {
  go4schools: 'Go4Schools',
  sims: 'SIMS',
  arbor: 'Arbor',
  bromcom: 'Bromcom',
  dfe: 'DfE or NCA results file',
  ctf: 'Common Transfer File',
  other: 'Another system',
};

/**
 * Columns by which an export is known. Pupil lists of SIMS, Arbor and Bromcom as DOMAIN 3.7 gives them, and as SIMS names them in its own reports
 * (“Legal Surname”, “Admission No”, “Reg Group”); Go4Schools by its own identifiers and set names; files of DfE by DOMAIN 3.6.
 */
const marks: readonly { source: Source; any: readonly string[]; all?: readonly string[] }[] = [
  {
    source: 'dfe',
    any: [
      'pupilmatchingref',
      'readscore',
      'matscore',
      'formmark',
      'phonicsphonicsmark',
      'phonicsphonicsoutcome',
      'fspcome01',
      'fspgld',
    ],
  },
  { source: 'dfe', any: ['deprivationpupilpremium'] },
  { source: 'go4schools', any: ['go4schoolsid', 'g4sstudentid', 'g4sid', 'attitudeeffort', 'adnomisid', 'setclass'] },
  { source: 'arbor', any: ['arborstudentid', 'registrationform'], all: ['firstname'] },
  { source: 'arbor', any: ['arborstudentid', 'arborid'] },
  { source: 'bromcom', any: ['studentemail', 'bromcomid', 'mispersonid'] },
  { source: 'bromcom', any: ['lastname'], all: ['firstname', 'yeargroup', 'form'] },
  { source: 'sims', any: ['adno', 'legalsurname', 'pupilpremiumindicator', 'reggroup', 'admissionno'] },
  { source: 'sims', any: ['reg'], all: ['forename', 'surname', 'upn'] },
];

/** Which system an export came from, by the names of its columns; `other` when nothing tells. */
export function recogniseSource(header: readonly string[]): Source {
  const names = new Set(header.map(plainName));
  // Bromcom writes its names without spaces, Arbor with: the plain name cannot tell them apart.
  if (header.includes('FirstName') && header.includes('LastName')) return 'bromcom';
  const found = marks.find(
    ({ any, all = [] }) => any.some((name) => names.has(name)) && all.every((name) => names.has(name)),
  );
  return found?.source ?? 'other';
}

export const isSource = (text: string): text is Source => (sourceNames as readonly string[]).includes(text);
