import type { Generated } from 'kysely';

/** `main` is the framework's own scale; `met` the two answers of an area such as safeguarding. */
export type Scale = 'main' | 'met';
export type AppliesTo = 'all' | 'early_years' | 'sixth_form';

declare module '#platform/db/database.ts' {
  interface Database {
    framework: {
      id: Generated<string>;
      trust_id: string;
      /** `section-5` (the model's scale), `ofsted-2025`, or the trust's own. */
      family: string;
      version: number;
      name: string;
      description: Generated<string>;
      comparability_note: Generated<string>;
      adopted_at: Temporal.Instant | null;
      adopted_by: string | null;
      retired_at: Temporal.Instant | null;
      revision: Generated<number>;
      created_at: Generated<Temporal.Instant>;
    };
    framework_grade: {
      id: Generated<string>;
      trust_id: string;
      framework_id: string;
      scale: Generated<Scale>;
      code: string;
      label: string;
      /** From best (1) to worst. */
      position: number;
      descriptor: Generated<string>;
    };
    framework_area: {
      id: Generated<string>;
      trust_id: string;
      framework_id: string;
      code: string;
      title: string;
      position: number;
      scale: Generated<Scale>;
      applies_to: Generated<AppliesTo>;
      /** Questions that help to judge, one a line. */
      prompts: Generated<string>;
    };
    framework_descriptor: {
      id: Generated<string>;
      trust_id: string;
      framework_id: string;
      area_id: string;
      grade_id: string;
      text: string;
    };
  }
}
