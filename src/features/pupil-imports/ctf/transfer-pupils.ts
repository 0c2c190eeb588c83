import { SaxesParser } from 'saxes';
import type { Unreadable } from '#platform/tabular/index.ts';

export type TransferAssessment = {
  stage: string;
  year: string;
  subject: string;
  method: string;
  component: string;
  qualifier: string;
  result: string;
};
export type TransferAttendance = {
  year: string;
  possible: string;
  authorised: string;
  attended: string;
  unauthorised: string;
};

/** One Pupil of a Common Transfer File, as text. */
export type TransferPupil = {
  values: ReadonlyMap<string, string>;
  sen: readonly { from: string; provision: string }[];
  meals: readonly { until: string }[];
  attendance: readonly TransferAttendance[];
  assessments: readonly TransferAssessment[];
};

const trouble = (message: string): Unreadable => ({ unreadable: { line: 0, message, severity: 'file' } });
const longestText = 10_000;

const single: Record<string, string> = {
  'Pupil/UPN': 'upn',
  'Pupil/Surname': 'surname',
  'Pupil/Forename': 'forename',
  'Pupil/DOB': 'dob',
  'Pupil/Sex': 'sex',
  'Pupil/Gender': 'sex',
  'Pupil/BasicDetails/FormerUPN': 'formerUpn',
  'Pupil/BasicDetails/NCyearActual': 'year',
  'Pupil/BasicDetails/EnrolStatus': 'status',
  'Pupil/LookedAfter/InCare': 'inCare',
};

type Open = {
  sen: Record<string, string>;
  meal: Record<string, string>;
  year: Record<string, string>;
  stage: string;
  assessment: Record<string, string>;
  language: Record<string, string>;
};
type Building = {
  values: Map<string, string>;
  sen: { from: string; provision: string }[];
  meals: { until: string }[];
  attendance: TransferAttendance[];
  assessments: TransferAssessment[];
};

const start = (): Building => ({ values: new Map(), sen: [], meals: [], attendance: [], assessments: [] });
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const said =
    /encoding\s*=\s*["']([\w-]+)["']/i.exec(new TextDecoder('latin1').decode(head.subarray(0, 200)))?.[1] ?? 'utf-8';
  return /^(iso-8859-1|latin1|windows-1252|us-ascii)$/i.test(said) ? 'windows-1252' : 'utf-8';
}

/**
 * The pupils of a Common Transfer File, one after the other, in bounded memory. A document type declaration is refused, and with it every entity that is not
 * XML's own; throws `Unreadable` for that and for XML that is broken.
 */
export async function* transferPupils(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<TransferPupil, void, undefined> {
  const parser = new SaxesParser({ xmlns: false });
  const path: string[] = [];
  let ready: TransferPupil[] = [];
  let pupil: Building | null = null;
  let open: Open = { sen: {}, meal: {}, year: {}, stage: '', assessment: {}, language: {} };
  let text = '';
  let sawRoot = false;

  parser.on('doctype', () => {
    throw trouble(
      'The file holds a document type declaration, which no Common Transfer File has. It was refused for safety.',
    );
  });
  parser.on('error', (error) => {
    throw trouble(`The XML is broken: ${error.message}. Export the file again.`);
  });
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    path.push(name);
    text = '';
    if (path.length === 1) {
      sawRoot = name === 'CTfile';
      if (!sawRoot) throw trouble('This is an XML file, but no Common Transfer File.');
    }
    if (path.length > 40) throw trouble('The XML is nested deeper than any Common Transfer File.');
    if (name === 'Pupil') pupil = start();
    if (name === 'SEN') open.sen = {};
    if (name === 'FSMinstance') open.meal = {};
    if (name === 'YearData') open.year = {};
    if (name === 'KeyStage') open.stage = '';
    if (name === 'StageAssessment') open.assessment = {};
    if (name === 'Type') open.language = {};
  });
  const addText = (piece: string) => {
    if (text.length < longestText) text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    const parent = path.at(-2);
    const value = text.trim();
    text = '';
    if (pupil) closeInPupil(pupil, open, name, parent, value, path.slice(path.indexOf('Pupil')).join('/'));
    if (name === 'Pupil' && pupil) {
      ready.push(pupil);
      pupil = null;
      open = { sen: {}, meal: {}, year: {}, stage: '', assessment: {}, language: {} };
    }
    path.pop();
  });

  let decoder: TextDecoder | null = null;
  const take = (): TransferPupil[] => {
    const some = ready;
    ready = [];
    return some;
  };
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    parser.write(decoder.decode(piece, { stream: true }));
    yield* take();
  }
  if (!decoder) throw trouble('The file is empty.');
  parser.write(decoder.decode());
  parser.close();
  yield* take();
}

function closeInPupil(
  pupil: Building,
  open: Open,
  name: string,
  parent: string | undefined,
  value: string,
  at: string,
): void {
  const field = single[at];
  if (field && value !== '') pupil.values.set(field, value);
  if (parent === 'SEN') open.sen[name] = value;
  if (parent === 'FSMinstance') open.meal[name] = value;
  if (parent === 'YearData') open.year[name] = value;
  if (parent === 'KeyStage' && name === 'Stage') open.stage = value;
  if (parent === 'StageAssessment') open.assessment[name] = value;
  if (parent === 'Type') open.language[name] = value;
  if (name === 'SEN' && parent === 'SENhistory')
    pupil.sen.push({ from: open.sen['StartDate'] ?? '', provision: open.sen['SENprovision'] ?? '' });
  if (name === 'FSMinstance') pupil.meals.push({ until: open.meal['FSMendDate'] ?? '' });
  if (name === 'FSMhistory') pupil.values.set('meals', 'said');
  if (name === 'Type' && parent === 'Languages' && (open.language['LanguageType'] ?? 'F') === 'F')
    pupil.values.set('language', open.language['Language'] ?? '');
  if (name === 'YearData')
    pupil.attendance.push({
      year: open.year['Year'] ?? '',
      possible: open.year['SessionsPossible'] ?? '',
      authorised: open.year['SessionsAuthorised'] ?? '',
      attended: open.year['SessionsAttended'] ?? '',
      unauthorised: open.year['SessionsUnauthorised'] ?? '',
    });
  if (name === 'StageAssessment')
    pupil.assessments.push({
      stage: open.stage,
      year: open.assessment['Year'] ?? '',
      subject: open.assessment['Subject'] ?? '',
      method: open.assessment['Method'] ?? '',
      component: open.assessment['Component'] ?? '',
      qualifier: open.assessment['ResultQualifier'] ?? '',
      result: open.assessment['Result'] ?? '',
    });
}
