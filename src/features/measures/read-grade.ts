import type { ScaleGrade, StandardScale } from './types.ts';

const MONTHS = 'janfebmaraprmayjunjulaugsep';

/** Words of exports for the grades of a scale, after spaces, dots and case are gone. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/distinction/g, 'd'],
  [/dist(?!inction)/g, 'd'],
  [/merit/g, 'm'],
  [/pass/g, 'p'],
  [/star/g, '*'],
  [/level/g, 'l'],
  [/^ungraded$|^fail$|^unclassified$|^nc$/g, 'u'],
  [/^noresult$|^didnotsit$/g, 'x'],
  [/^absent$/g, 'a'],
  [/^disapplied$/g, 'd'],
  [/^expected$|^workingattheexpectedstandard$/g, 'exs'],
  [/^greaterdepth$|^gd$|^workingatgreaterdepth$/g, 'gds'],
  [/^workingtowards$|^wt$/g, 'wts'],
  [/^emerging$|^em$/g, '1'],
];

const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[–—−]/g, '-')
    .replace(/[\s.'"]/g, '');

const spelled = (text: string): string => WORDS.reduce((so, [from, to]) => so.replace(from, to), squeeze(text));

/** `9-8` out of `98`, `9 8`, `8/9` or what a spreadsheet made of it (`09-Aug`); null when it is no pair of neighbouring grades. */
function pairOf(text: string): string | null {
  const plain = squeeze(text).replace(/[/,&+]/g, '-');
  const date = /^(\d{1,2})-?([a-z]{3})(?:-?\d{2,4})?$/.exec(plain);
  const month = date?.[2] === undefined ? -1 : MONTHS.indexOf(date[2]);
  const pair =
    date && month >= 0 && month % 3 === 0
      ? [Number(date[1]), month / 3 + 1]
      : (/^(?:gcse)?([1-9])-?([1-9])$/.exec(plain)?.slice(1).map(Number) ?? null);
  if (pair === null) return null;
  const [high, low] = pair.toSorted((a, b) => b - a);
  if (high === undefined || low === undefined || high > 9 || low < 1 || high - low > 1) return null;
  return `${high}-${low}`;
}

/** A whole mark or score: `104.0` and ` 104 ` are 104, `7.5` is none. */
function wholeOf(text: string): string | null {
  const match = /^0*(\d+?)(?:[.,]0+)?$/.exec(text.trim());
  return match?.[1] ?? null;
}

function vocational(text: string): string[] {
  const bare = text.replace(/[-_/]/g, '').replace(/^(?:l(?:v|vl)?)?([12])(?:l)?/, 'l$1');
  const level2 = /^([dmp]\*?)(?:l?2)?$/.exec(bare);
  return [bare, ...(level2 ? [`l2${level2[1]}`] : []), bare.replace(/^([dmp]\*?)l?([12])$/, 'l$2$1')];
}

function find(scale: StandardScale, wanted: readonly string[]): ScaleGrade | null {
  for (const want of wanted) {
    const found = scale.grades.find((one) => squeeze(one.grade) === want);
    if (found) return found;
  }
  return null;
}

const result = (found: ScaleGrade | null) => (found ? { grade: found.grade, points: found.points } : null);

/**
 * The grade that an export's text means on a scale, with its points (null: the grade has none, such as “absent”). Null when it is no grade of
 * this scale: it is never guessed. Fine grades (`5+`, `5-`) are those of schools, and only a scale of a school's own takes them.
 */
export function readGrade(scale: StandardScale, text: string): { grade: string; points: number | null } | null {
  const exact = scale.grades.find((one) => one.grade === text.trim());
  if (exact) return result(exact);
  const squeezed = squeeze(text);
  if (squeezed === '') return null;
  if (scale.code === 'combined-science') return result(find(scale, [pairOf(text) ?? squeezed, spelled(text)]));
  const whole = wholeOf(text);
  const word = spelled(text);
  const tried = [squeezed, ...(whole === null ? [] : [whole]), word];
  const known = find(scale, tried) ?? other(scale, word);
  if (known || scale.family !== 'own') return result(known);
  return result(find(scale, [squeezed.replace(/[+-]$/, '')]));
}

function other(scale: StandardScale, word: string): ScaleGrade | null {
  const labels = scale.grades.map((one) => squeeze(one.grade));
  if (labels.includes('l2p')) return find(scale, vocational(word));
  const joined = word.replace(/[-/,]/g, '');
  if (labels.includes('merit')) return find(scale, [{ d: 'dist', m: 'merit', p: 'pass' }[joined] ?? joined]);
  // `D* D* D` and `D*-D*-D` for diplomas; `Dist*` for one award. A comma or hyphen tells nothing there.
  if (labels.includes('dd') || labels.includes('ddd') || labels.includes('d*')) return find(scale, [joined]);
  return null;
}
