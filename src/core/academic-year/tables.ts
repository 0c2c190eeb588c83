import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    half_term: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      academic_year: number;
      number: number;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
    };
    closed_day: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      day: Temporal.PlainDate;
      kind: 'bank_holiday' | 'inset' | 'closed';
      name: string;
    };
    exam_week: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      academic_year: number;
      name: string;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
      revision: Generated<number>;
    };
  }
}
