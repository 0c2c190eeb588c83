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
  'visiting_reviewer',
  'staff_representative',
  'data_manager',
  'data_access',
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
  'plan:read-draft': ['teaching_learning', ...trustLeaders, ...schoolLeaders],
  'plan:write': [...trustLeaders, ...schoolLeaders],
  'plan:agree': ['executive_principal', 'head_teacher'],
  'plan:recommend': ['executive_principal'],
  'plan:decide': ['trustee', 'clerk'],
  'plan:review': [...trustLeaders, 'head_teacher'],
  'trust-plan:read': ['teaching_learning', 'trustee', 'clerk', 'head_teacher', ...trustLeaders],
  'board-report:read': ['trustee', 'clerk', ...trustLeaders],
  'board-report:write': trustLeaders,
  // Snapshot data: figures of groups, small ones held back; then what shows single pupils.
  'snapshot:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'middle_leader',
    'lgb_member',
    'data_manager',
    'data_access',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'snapshot:ask': trustLeaders,
  'snapshot:collect': ['data_manager', ...schoolLeaders],
  'pupil-data:read': ['executive_principal', 'data_manager', 'data_access', 'middle_leader', ...schoolLeaders],
  // Retention, holds, subject access, keeping names out: the policies of pupil-protection say which of them is whose.
  'pupil-data:protect': ['administrator', 'executive_principal', 'head_teacher'],
  'snapshot-analysis:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'lgb_member',
    'data_manager',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'snapshot-analysis:write': schoolLeaders,
  'snapshot-analysis:present': ['head_teacher'],
  'snapshot-analysis:question': ['lgb_member', ...trustLeaders],
  'data-system:read': [
    'administrator',
    'data_manager',
    'data_access',
    'teaching_learning',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'data-system:manage': ['head_teacher', 'administrator', 'executive_principal'],
  // The Quality Assurance calendar: those who are not planning it see it once it is published.
  'qa-calendar:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'middle_leader',
    'teacher',
    'lgb_member',
    'staff_representative',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'qa-calendar:plan': trustLeaders,
  'qa-calendar:answer': ['head_teacher', 'staff_representative'],
  // What reviews cost a school and its people, by name; everybody sees their own share under “own-account”.
  'workload:read': ['teaching_learning', 'staff_representative', ...trustLeaders, ...schoolLeaders],
  'workload:record': ['teaching_learning', ...trustLeaders, ...schoolLeaders],
  'workload:limits': ['executive_principal'],
  // Reviews of departments, subjects and topics. The policies narrow middle leaders to their department and reviewers to their reviews.
  'review:read': [
    'teaching_learning',
    'external_reviewer',
    'visiting_reviewer',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'review:lead': ['teaching_learning', ...trustLeaders],
  'review:contribute': [
    'teaching_learning',
    'external_reviewer',
    'visiting_reviewer',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'review:instruments': trustLeaders,
  'review-report:write': ['teaching_learning', ...trustLeaders],
  'review-report:check-facts': ['head_teacher', 'middle_leader'],
  'review-report:sign': trustLeaders,
  'review-report:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'lgb_member',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'review-report:receive': ['lgb_member'],
  // Learning walks, drop-ins and visit notes.
  'monitoring:write': [
    'teaching_learning',
    'external_reviewer',
    'visiting_reviewer',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'monitoring:read': ['teaching_learning', ...trustLeaders, ...schoolLeaders],
  // How safely judgements stand, and whether two people judge alike.
  'judging:read': ['teaching_learning', ...trustLeaders, 'head_teacher'],
  'judging:moderate': ['teaching_learning', 'external_reviewer', 'visiting_reviewer', ...trustLeaders],
  'qa-quality:read': ['teaching_learning', 'trustee', ...trustLeaders, 'head_teacher'],
  // The fortnightly meeting of the Executive Principal (or the trust leader who stands in) and the head: the two of them, nobody else; the board sees counts.
  'line-meeting:read': ['executive_principal', 'trust_leader', 'head_teacher'],
  'line-meeting:hold': ['executive_principal', 'trust_leader', 'head_teacher'],
  'line-meeting:arrange': ['executive_principal'],
  'line-meeting:count': ['executive_principal', 'trustee', 'clerk'],
  // A trustee (the chair, as a rule) asks to read minutes; the Executive Principal answers, and the head sees that.
  'line-meeting:request': ['executive_principal', 'trustee', 'head_teacher'],
  // Central budgets and what is drawn from them for a school.
  'resource:read': ['trustee', 'clerk', 'teaching_learning', ...trustLeaders, 'head_teacher'],
  'resource:ask': ['teaching_learning', ...trustLeaders, ...schoolLeaders],
  'resource:decide': ['executive_principal', 'trustee', 'clerk'],
  'resource:spend': ['administrator', ...trustLeaders],
  'budget:set': ['executive_principal', 'clerk'],
  // Help from outside the trust, contracted and judged.
  'external-support:read': ['teaching_learning', 'trustee', 'clerk', ...trustLeaders, ...schoolLeaders],
  'external-support:manage': [...trustLeaders, 'head_teacher'],
  // What the trust offers one school: its key issues and the support available.
  'support-plan:read': [
    'teaching_learning',
    'trustee',
    'clerk',
    'lgb_member',
    'middle_leader',
    ...trustLeaders,
    ...schoolLeaders,
  ],
  'support-plan:write': ['teaching_learning', ...trustLeaders],
  'support-plan:agree': ['head_teacher'],
  // Governance: who may decide what, and the papers of each meeting.
  'delegation:read': ['trustee', 'clerk', 'lgb_member', 'administrator', ...trustLeaders, ...schoolLeaders],
  'delegation:write': ['clerk', 'executive_principal'],
  'delegation:approve': ['trustee', 'clerk'],
  'board-meeting:read': ['trustee', 'clerk', 'lgb_member', ...trustLeaders, 'head_teacher'],
  'board-meeting:assemble': ['clerk', 'executive_principal'],
  'board-meeting:take-part': ['trustee', 'lgb_member', 'clerk'],
  'board-meeting:minute': ['clerk'],
  // What was seen, decided and done, as it was known on a day; and the folder for inspectors.
  'when-known:read': ['executive_principal', 'trust_leader', 'trustee', 'clerk', 'head_teacher'],
  'inspection-folder:make': [...trustLeaders, 'head_teacher'],
  'trail:read': ['administrator', 'executive_principal', 'head_teacher'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Roles that hold a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission];
}
