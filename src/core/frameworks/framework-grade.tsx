import { GradeTag } from '#ui/grade-tag.tsx';
import type { TagColour } from '#ui/tag.tsx';
import type { Grade } from './framework.ts';
import { gradeLabel } from './rules.ts';

const colours: Readonly<Record<number, readonly TagColour[]>> = {
  2: ['green', 'red'],
  3: ['green', 'blue', 'red'],
  4: ['green', 'teal', 'amber', 'red'],
  5: ['green', 'teal', 'blue', 'amber', 'red'],
};

/** A grade as a tag. Its colour tells its place on its own scale; between frameworks equal colours say nothing. */
export const FrameworkGrade = ({ grade }: { grade: Grade | null }) => {
  if (grade === null) return <GradeTag />;
  const scale = colours[grade.scaleCodes.split('|').length];
  return <GradeTag standard={gradeLabel(grade)} colour={scale?.[grade.position - 1] ?? 'grey'} />;
};
