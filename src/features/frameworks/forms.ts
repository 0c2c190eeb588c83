import { z } from 'zod';
import { choice, optionalId, optionalText, requiredText, revision } from '#platform/http/form.ts';

const text = (what: string, max: number) => optionalText(what, max).transform((typed) => typed ?? '');

export const detailsForm = z.object({
  name: requiredText('the name of the framework', 120),
  description: text('the description', 2000),
  comparabilityNote: text('the note', 2000),
  revision,
});

export const newFrameworkForm = z.object({
  name: requiredText('the name of the framework', 120),
  startFrom: optionalId('where to start from'),
});

export const areaForm = z.object({
  title: requiredText('the title of the area', 120),
  scale: choice('how it is judged', ['main', 'met']),
  appliesTo: choice('which schools it applies to', ['all', 'early_years', 'sixth_form']),
  prompts: text('the questions', 4000),
  revision,
});

export const gradeForm = z.object({
  label: requiredText('the name of the grade', 60),
  descriptor: text('the description', 1000),
  revision,
});

export const moveForm = z.object({ direction: choice('a direction', ['up', 'down']), revision });
export const removeForm = z.object({ revision });

export const adoptForm = z.object({ why: requiredText('the reason for adopting it', 1000), revision });

export type AreaInput = z.infer<typeof areaForm>;
export type DetailsInput = z.infer<typeof detailsForm>;
export type GradeInput = z.infer<typeof gradeForm>;

/** The name of the field that describes one grade of one scale in an area. */
export const descriptorField = (grade: { scale: string; code: string }): string =>
  `descriptor-${grade.scale}-${grade.code}`;
