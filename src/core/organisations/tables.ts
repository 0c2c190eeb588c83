import type { Generated } from 'kysely';

export type Phase = 'nursery' | 'primary' | 'middle' | 'secondary' | 'all_through' | 'sixteen_plus' | 'special';

declare module '#platform/db/database.ts' {
  interface Database {
    trust: {
      id: Generated<string>;
      name: string;
      group_uid: string | null;
      companies_house_number: string | null;
      is_demo: Generated<boolean>;
      created_at: Generated<Temporal.Instant>;
    };
    school: {
      id: Generated<string>;
      trust_id: string;
      urn: string;
      laestab: string | null;
      ukprn: string | null;
      name: string;
      establishment_type: string | null;
      phase: Phase;
      low_age: number;
      high_age: number;
      has_early_years: Generated<boolean>;
      has_sixth_form: Generated<boolean>;
      gender: string | null;
      capacity: number | null;
      pupils_on_roll: number | null;
      local_authority_code: string | null;
      local_authority: string | null;
      address: string | null;
      postcode: string | null;
      website: string | null;
      joined_on: Temporal.PlainDate | null;
      left_on: Temporal.PlainDate | null;
      revision: Generated<number>;
      created_at: Generated<Temporal.Instant>;
    };
    school_predecessor: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      urn: string;
      name: string;
      closed_on: Temporal.PlainDate | null;
    };
    subject: { id: Generated<string>; trust_id: string; name: string };
    department: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      name: string;
      subject_id: string | null;
      closed_on: Temporal.PlainDate | null;
      revision: Generated<number>;
    };
  }
}
