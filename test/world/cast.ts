import type { Role } from '#core/access/roles.ts';
import type { RegisterSchool } from '#features/set-up/index.ts';

// Everything here is invented: no trust, school or person of these names is known to us, and the URNs start with 9, as no real one does.

export const trustName = 'Stonebeck Learning Trust';

const school = (values: Partial<RegisterSchool> & { urn: string; name: string }): RegisterSchool => ({
  laestab: null,
  type: 'Academy converter',
  phase: 'Primary',
  lowAge: 4,
  highAge: 11,
  nursery: false,
  sixthForm: false,
  gender: 'Mixed',
  capacity: 420,
  pupils: 398,
  localAuthorityCode: '999',
  localAuthority: 'Stonebeckshire',
  postcode: null,
  ukprn: null,
  joinedOn: '2018-09-01',
  ...values,
});

/** Five schools from primary to sixth form, by the name the story calls them. */
export const schools = {
  alderbeck: school({
    urn: '990001',
    name: 'Alderbeck Primary School',
    lowAge: 3,
    nursery: true,
    capacity: 480,
    pupils: 452,
    joinedOn: '2016-04-01',
  }),
  tarnside: school({
    urn: '990002',
    name: 'Tarnside Primary School',
    capacity: 210,
    pupils: 187,
    type: 'Academy sponsor led',
    joinedOn: '2021-09-01',
  }),
  hollowell: school({ urn: '990003', name: 'Hollowell Junior School', lowAge: 7, capacity: 360, pupils: 341 }),
  marlstone: school({
    urn: '990004',
    name: 'Marlstone Academy',
    phase: 'Secondary',
    lowAge: 11,
    highAge: 16,
    capacity: 900,
    pupils: 861,
    joinedOn: '2016-04-01',
  }),
  kestrelford: school({
    urn: '990005',
    name: 'Kestrelford High School',
    phase: 'Secondary',
    lowAge: 11,
    highAge: 18,
    sixthForm: true,
    capacity: 1350,
    pupils: 1248,
    joinedOn: '2019-09-01',
  }),
} as const;

export type SchoolKey = keyof typeof schools;

export type CastMember = {
  name: string;
  jobTitle: string;
  roles: readonly {
    role: Role;
    school?: SchoolKey;
    department?: string;
    from?: string;
    until?: string;
    reason?: string;
  }[];
};

/** Named people in every role. The key is what the story calls them. */
export const cast = {
  executivePrincipal: {
    name: 'Miriam Achterberg',
    jobTitle: 'Executive Principal',
    roles: [{ role: 'executive_principal' }],
  },
  trustLeader: {
    name: 'Tobias Fennimore',
    jobTitle: 'Director of School Improvement',
    roles: [{ role: 'trust_leader' }],
  },
  teachingLead: {
    name: 'Odile Brackwater',
    jobTitle: 'Lead of Teaching and Learning',
    roles: [{ role: 'teaching_learning' }],
  },
  primaryAdviser: {
    name: 'Jolyon Marchbanks',
    jobTitle: 'Primary adviser',
    roles: [{ role: 'teaching_learning' }],
  },
  chairOfTrustees: { name: 'Gwendolyn Harcastle', jobTitle: 'Chair of Trustees', roles: [{ role: 'trustee' }] },
  trustee: { name: 'Idris Penhallam', jobTitle: 'Trustee', roles: [{ role: 'trustee' }] },
  clerk: { name: 'Pauline Quickfall', jobTitle: 'Governance professional', roles: [{ role: 'clerk' }] },
  headAlderbeck: {
    name: 'Rowena Thistlewood',
    jobTitle: 'Head teacher',
    roles: [{ role: 'head_teacher', school: 'alderbeck' }],
  },
  headTarnside: {
    name: 'Caspian Oldroyd',
    jobTitle: 'Head teacher',
    roles: [{ role: 'head_teacher', school: 'tarnside' }],
  },
  headHollowell: {
    name: 'Beatrix Lumley-Shaw',
    jobTitle: 'Head teacher',
    roles: [{ role: 'head_teacher', school: 'hollowell' }],
  },
  headMarlstone: {
    name: 'Fergus Adeyinka',
    jobTitle: 'Head teacher',
    roles: [{ role: 'head_teacher', school: 'marlstone' }],
  },
  headKestrelford: {
    name: 'Ingrid Vasanthi',
    jobTitle: 'Head teacher',
    roles: [
      { role: 'head_teacher', school: 'kestrelford' },
      {
        role: 'lgb_member',
        school: 'tarnside',
        from: '2025-11-17',
        until: '2027-12-17',
        reason: 'Seconded by the trust to strengthen governance',
      },
    ],
  },
  deputyMarlstone: {
    name: 'Leopold Summerscale',
    jobTitle: 'Deputy head, behaviour',
    roles: [{ role: 'slt', school: 'marlstone' }],
  },
  deputyKestrelford: {
    name: 'Anthea Bolarinwa',
    jobTitle: 'Deputy head, curriculum',
    roles: [{ role: 'slt', school: 'kestrelford' }],
  },
  deputyTarnside: { name: 'Morwenna Sackville', jobTitle: 'Deputy head', roles: [{ role: 'slt', school: 'tarnside' }] },
  headOfMaths: {
    name: 'Duncan Okonjo',
    jobTitle: 'Head of mathematics',
    roles: [{ role: 'middle_leader', school: 'marlstone', department: 'Mathematics' }],
  },
  headOfEnglish: {
    name: 'Sunniva Crabtree',
    jobTitle: 'Head of English',
    roles: [{ role: 'middle_leader', school: 'kestrelford', department: 'English' }],
  },
  staffRepresentativeMarlstone: {
    name: 'Isolde Farrant',
    jobTitle: 'Teacher of geography',
    roles: [
      { role: 'staff_representative', school: 'marlstone' },
      { role: 'teacher', school: 'marlstone' },
    ],
  },
  staffRepresentativeKestrelford: {
    name: 'Cuthbert Mwangi',
    jobTitle: 'Teacher of physics',
    roles: [
      { role: 'staff_representative', school: 'kestrelford' },
      { role: 'teacher', school: 'kestrelford' },
    ],
  },
  visitingReviewer: {
    name: 'Honoria Tregaskis',
    jobTitle: 'Head of mathematics, Kestrelford High School',
    roles: [
      { role: 'middle_leader', school: 'kestrelford' },
      {
        role: 'visiting_reviewer',
        school: 'marlstone',
        from: '2026-03-02',
        until: '2026-12-18',
        reason: 'Takes part in the review of mathematics, and looks at what became of it',
      },
    ],
  },
  teacher: {
    name: 'Percival Nakamura',
    jobTitle: 'Teacher of mathematics',
    roles: [{ role: 'teacher', school: 'marlstone' }],
  },
  governorMarlstone: {
    name: 'Delphine Ashgrove',
    jobTitle: 'Chair of the local governing body',
    roles: [{ role: 'lgb_member', school: 'marlstone' }],
  },
  secondGovernorMarlstone: {
    name: 'Emrys Lathbury',
    jobTitle: 'Parent governor',
    roles: [{ role: 'lgb_member', school: 'marlstone' }],
  },
  governorAlderbeck: {
    name: 'Philippa Oyelaran',
    jobTitle: 'Chair of the local governing body',
    roles: [
      { role: 'lgb_member', school: 'alderbeck' },
      {
        role: 'lgb_member',
        school: 'tarnside',
        from: '2026-11-09',
        until: '2027-12-17',
        reason: 'Seconded by the trust for the action plan',
      },
    ],
  },
  governorTarnside: {
    name: 'Bartholomew Iqbal',
    jobTitle: 'Chair of the local governing body',
    roles: [{ role: 'lgb_member', school: 'tarnside' }],
  },
  dataManager: {
    name: 'Winifred Abara',
    jobTitle: 'Data manager',
    roles: [{ role: 'data_manager', school: 'kestrelford' }],
  },
  // The heads give him full access to their schools' data in the story.
  dataLead: {
    name: 'Lysander Moorcroft',
    jobTitle: 'Trust data lead',
    roles: [{ role: 'teaching_learning' }],
  },
  externalReviewer: {
    name: 'Cordelia Winterbourne',
    jobTitle: 'External reviewer',
    roles: [
      {
        role: 'external_reviewer',
        school: 'kestrelford',
        from: '2026-09-01',
        until: '2027-12-17',
        reason: 'Autumn review of the sixth form',
      },
    ],
  },
} as const satisfies Record<string, CastMember>;

export type CastKey = keyof typeof cast;

export const administrator = {
  name: 'Hester Goodfellow',
  email: 'hester.goodfellow@stonebeck.example',
  jobTitle: 'Trust administrator',
};

/** `Miriam Achterberg` writes from miriam.achterberg@stonebeck.example. */
export function emailOf(name: string): string {
  return `${name
    .toLowerCase()
    .replaceAll(/[^a-z -]/g, '')
    .replaceAll(' ', '.')}@stonebeck.example`;
}
