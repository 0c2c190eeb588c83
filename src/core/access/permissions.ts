import type { Role } from './roles.ts';

const everyone: readonly Role[] = [
  'executive_principal',
  'trust_leader',
  'teaching_learning',
  'trustee',
  'clerk',
  'administrator',
  'head_teacher',
  'slt',
  'middle_leader',
  'teacher',
  'lgb_member',
  'external_reviewer',
];
const trustLeaders: readonly Role[] = ['executive_principal', 'trust_leader'];
const schoolLeaders: readonly Role[] = ['head_teacher', 'slt'];

/**
 * Who may do what. A role gives its permissions at the place where it is held: at a school, or (trust roles) at every school.
 * A policy in the action may narrow it further; nothing may widen it.
 */
export const permissions = {
  // The account and the home page of everybody who is signed in.
  'own-account': everyone,
  'school:read': everyone,
  'school:manage': ['administrator'],
  'people:read': ['administrator', 'clerk', 'teaching_learning', ...trustLeaders, ...schoolLeaders],
  'people:manage': ['administrator', 'executive_principal'],
  'trust:administer': ['administrator'],
  'framework:read': everyone,
  'framework:manage': ['executive_principal', 'administrator'],
  'published-data:read': everyone,
  'published-data:import': ['administrator', ...trustLeaders],
  'data-review:read': ['teaching_learning', 'middle_leader', ...trustLeaders, ...schoolLeaders],
  'data-review:record': [...trustLeaders, ...schoolLeaders],
  'annual-review:read-draft': ['teaching_learning', 'external_reviewer', ...trustLeaders, ...schoolLeaders],
  'annual-review:write': ['teaching_learning', 'external_reviewer', ...trustLeaders],
  'annual-review:check-facts': ['head_teacher'],
  'annual-review:moderate': trustLeaders,
  'annual-review:sign': ['executive_principal'],
  'annual-review:read': [
    'teaching_learning',
    'external_reviewer',
    'trustee',
    'clerk',
    'lgb_member',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'annual-review:receive': ['trustee', 'lgb_member'],
  'evidence:read': ['teaching_learning', 'external_reviewer', ...trustLeaders, ...schoolLeaders],
  'evidence:write': ['teaching_learning', 'external_reviewer', ...trustLeaders, ...schoolLeaders],
  'intervention:read': ['teaching_learning', 'trustee', 'clerk', 'lgb_member', ...trustLeaders, ...schoolLeaders],
  'intervention:rules': ['executive_principal'],
  'intervention:lead': trustLeaders,
  'plan:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'lgb_member',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'plan:write': [...trustLeaders, ...schoolLeaders],
  'plan:agree': ['executive_principal', 'head_teacher'],
  'plan:recommend': ['executive_principal'],
  'plan:decide': ['trustee', 'clerk'],
  'plan:review': [...trustLeaders, 'head_teacher'],
  'trust-plan:read': ['teaching_learning', 'trustee', 'clerk', 'head_teacher', ...trustLeaders],
  'board-report:read': ['trustee', 'clerk', ...trustLeaders],
  'board-report:write': trustLeaders,
  'trail:read': ['administrator', 'executive_principal', 'head_teacher'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Roles that hold a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission];
}
