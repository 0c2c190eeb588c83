/** The roles of the model and of governance: where each is held, and what people call it. */
export const roles = {
  executive_principal: { label: 'Executive Principal', place: 'trust' },
  trust_leader: { label: 'Trust leader', place: 'trust' },
  teaching_learning: { label: 'Trust Teaching and Learning team', place: 'trust' },
  trustee: { label: 'Trustee', place: 'trust' },
  clerk: { label: 'Clerk', place: 'trust' },
  administrator: { label: 'Administrator', place: 'trust' },
  head_teacher: { label: 'Head teacher', place: 'school' },
  slt: { label: 'Senior leader', place: 'school' },
  middle_leader: { label: 'Middle leader', place: 'department' },
  teacher: { label: 'Teacher', place: 'school' },
  lgb_member: { label: 'Local governing body member', place: 'school' },
  external_reviewer: { label: 'External reviewer', place: 'school' },
  // A leader of another school who takes part in one review, granted for its time.
  visiting_reviewer: { label: 'Visiting reviewer', place: 'school' },
  // Speaks for the staff of a school when its calendar is agreed.
  staff_representative: { label: 'Staff representative', place: 'school' },
  data_manager: { label: 'School data manager', place: 'school' },
  // Trust staff with full access to a school's data, for a time: granted through the register of data systems.
  data_access: { label: 'Full access to school data', place: 'school' },
} as const satisfies Record<string, { label: string; place: 'trust' | 'school' | 'department' }>;

export type Role = keyof typeof roles;

/** Roles of people who are let in to a school for a time, to review it or to work on its data: they do not belong to it. */
export const rolesFromOutside = [
  'external_reviewer',
  'visiting_reviewer',
  'data_access',
] as const satisfies readonly Role[];
export const roleNames = Object.keys(roles) as Role[];

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}
