import { minutesInWords } from '#core/workload/count-rules.ts';
import type { Mending, Visit } from './next-visit-rules.ts';
import { listed, type Weakness, type WeaknessCode } from './safety-rules.ts';

const kindWords: Record<Visit['kind'], string> = {
  lesson_observation: 'a lesson observation',
  work_scrutiny: 'a work scrutiny',
  data: 'a look at the data',
  pupil_voice: 'a pupil voice',
  leadership_discussion: 'a leadership discussion',
};
const focusWords: Record<'disadvantaged' | 'send', Record<Visit['kind'], string>> = {
  disadvantaged: {
    lesson_observation: 'of how disadvantaged pupils learn',
    work_scrutiny: 'of disadvantaged pupils',
    data: 'of disadvantaged pupils',
    pupil_voice: 'with disadvantaged pupils',
    leadership_discussion: 'about disadvantaged pupils',
  },
  send: {
    lesson_observation: 'of how pupils with SEND learn',
    work_scrutiny: 'of pupils with SEND',
    data: 'of pupils with SEND',
    pupil_voice: 'with pupils with SEND',
    leadership_discussion: 'about SEND',
  },
};
const mendWords: Record<WeaknessCode, string> = {
  nothing: 'nothing speaks to it',
  kinds: 'too few kinds of activity',
  observers: 'too few observers',
  recent: 'too little from this year',
  disadvantaged: 'nothing about disadvantaged pupils',
  send: 'nothing about SEND',
  contradicted: 'what contradicts it',
};

/** What a page knows beside the visit: names of departments, and of those who have seen it already (as far as the reader may know them). */
export type Known = {
  departments: ReadonlyMap<string, string>;
  seenBy: readonly string[];
  weaknesses: readonly Weakness[];
};

/** `a pupil voice of 30 minutes with disadvantaged pupils in Mathematics, by somebody other than Tobias Fennimore`. */
export function visitWords(visit: Visit, known: Known): string {
  const focus = visit.focus ? ` ${focusWords[visit.focus][visit.kind]}` : '';
  const place = visit.departmentId === null ? undefined : known.departments.get(visit.departmentId);
  const other =
    known.seenBy.length > 0
      ? `by somebody other than ${listed(known.seenBy)}`
      : known.weaknesses.some((weakness) => weakness.code === 'nothing')
        ? 'by another person'
        : 'by somebody who has not seen it yet';
  return `${kindWords[visit.kind]} of ${minutesInWords(visit.lasts)}${focus}${place ? `, in ${place}` : ''}${visit.newObserver ? `, ${other}` : ''}`;
}

/** `It would mend three of four weak points: …, for 55 minutes of everybody together.` */
export function mendsWords(mending: Mending, known: Known): string {
  const { mends, minutes } = mending;
  const all = known.weaknesses.length;
  const howMany =
    mends.length === all
      ? all === 1
        ? 'the one weak point'
        : `all ${all} weak points`
      : `${mends.length} of ${all} weak points`;
  return `would mend ${howMany} (${listed(mends.map((code) => mendWords[code]))}), for ${minutesInWords(minutes)} of everybody’s time together, with preparing and writing up`;
}
