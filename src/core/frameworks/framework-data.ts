import { z } from 'zod';
import type { Framework } from './framework.ts';

const scale = z.enum(['main', 'met']);

/** A framework as a file: grades from best to worst within each scale, areas in order, descriptors by the grade's code. */
export const frameworkData = z.object({
  family: z.string(),
  name: z.string(),
  description: z.string(),
  comparabilityNote: z.string(),
  grades: z.array(z.object({ scale, code: z.string(), label: z.string(), descriptor: z.string() })),
  areas: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      scale,
      appliesTo: z.enum(['all', 'early_years', 'sixth_form']),
      prompts: z.array(z.string()),
      descriptors: z.record(z.string(), z.string()),
    }),
  ),
});

export type FrameworkData = z.infer<typeof frameworkData>;

/** A framework as data, to start another version or another framework from. */
export function dataOf(framework: Framework): FrameworkData {
  const grades = [...framework.grades.main, ...framework.grades.met];
  return {
    family: framework.family,
    name: framework.name,
    description: framework.description,
    comparabilityNote: framework.comparabilityNote,
    grades: grades.map(({ scale, code, label, descriptor }) => ({ scale, code, label, descriptor })),
    areas: framework.areas.map(({ code, title, scale, appliesTo, prompts, descriptors }) => ({
      code,
      title,
      scale,
      appliesTo,
      prompts: [...prompts],
      descriptors: { ...descriptors },
    })),
  };
}
