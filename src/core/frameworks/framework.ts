import type { AppliesTo, Scale } from './tables.ts';

/** One grade of one framework. It carries its family and its whole scale, so that two grades are compared only where that means something. */
export type Grade = {
  id: string;
  frameworkId: string;
  family: string;
  scale: Scale;
  code: string;
  label: string;
  /** From best (1) to worst. */
  position: number;
  /** What the grade means in any area. */
  descriptor: string;
  /** The codes of its scale from best to worst, such as `1|2|3|4`. */
  scaleCodes: string;
};

/** One area that is judged. */
export type Area = {
  id: string;
  frameworkId: string;
  code: string;
  title: string;
  position: number;
  scale: Scale;
  appliesTo: AppliesTo;
  /** Questions that help to judge. */
  prompts: readonly string[];
  /** What each grade looks like in this area, by the grade's code. */
  descriptors: Readonly<Record<string, string>>;
};

/** One version of a framework with everything in it. */
export type Framework = {
  id: string;
  family: string;
  version: number;
  name: string;
  description: string;
  comparabilityNote: string;
  adoptedAt: Temporal.Instant | null;
  retiredAt: Temporal.Instant | null;
  revision: number;
  areas: readonly Area[];
  grades: { main: readonly Grade[]; met: readonly Grade[] };
};
