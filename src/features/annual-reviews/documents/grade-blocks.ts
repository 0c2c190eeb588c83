import { academicYearName } from '#core/academic-year/rules.ts';
import type { Grade } from '#core/frameworks/queries.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { type Block, emphasis, judgement, paragraph, type Tone } from '#platform/documents/index.ts';
import type { JudgementContent } from '../content/queries.ts';
import { previousSources } from '../rules.ts';

const tones: Readonly<Record<number, readonly (Tone | undefined)[]>> = {
  2: [1, 4],
  4: [1, 2, 3, 4],
  5: [1, 2, undefined, 3, 4],
};

function toneOf(grade: Grade): Tone | undefined {
  return tones[grade.scaleCodes.split('|').length]?.[grade.position - 1];
}

function gradeLine(it: JudgementContent): Block {
  const tone = it.grade ? toneOf(it.grade) : undefined;
  return judgement({
    title: it.area.title,
    grade: it.grade ? gradeLabel(it.grade) : 'Not yet judged',
    previous: it.previous
      ? `${gradeLabel(it.previous)} (${academicYearName(it.previous.academicYear)}${it.previous.source === null ? '' : ', entered by hand'})`
      : 'Not judged before',
    ...(tone === undefined ? {} : { tone }),
  });
}

/** The grades with those before, and where the ones before come from if they were entered by hand. */
export function gradeBlocks(judgements: readonly JudgementContent[]): Block[] {
  return [
    ...judgements.map(gradeLine),
    ...previousSources(judgements).map((source) => paragraph(emphasis(`The previous grades were ${source}.`))),
  ];
}
