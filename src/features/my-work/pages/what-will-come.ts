import type { Role } from '#core/access/roles.ts';

/** What an empty list says to each role: what will appear there. */
export const whatWillCome: Record<Role, string> = {
  executive_principal: 'Reviews to sign, plans to recommend and reports to issue will appear here.',
  trust_leader: 'Reviews to write or moderate and data reviews to hold will appear here.',
  teaching_learning: 'Reviews that you write, and what schools reply, will appear here.',
  trustee: 'Papers to read and decisions to record will appear here.',
  clerk: 'Decisions of the board to record will appear here.',
  administrator: 'What needs you appears here and in the list of what is set up.',
  head_teacher: 'Facts to check, plans to sign and reviews of the term will appear here.',
  slt: 'What carries your name and is overdue, and lines of enquiry that you follow up, will appear here.',
  middle_leader: 'What carries your name and is overdue, and lines of enquiry that you follow up, will appear here.',
  teacher: 'Most weeks nothing will. Actions of your school’s plan that carry your name are listed below.',
  lgb_member: 'Papers of your school to read will appear here.',
  data_manager: 'Snapshots that the trust asks your school for, and what is missing in them, will appear here.',
  data_access: 'Schools whose data you may open, and until when, will appear here.',
  external_reviewer: 'The review that you help to write will appear here.',
  visiting_reviewer: 'The review that you take part in will appear here.',
  staff_representative: 'The calendar of your school to agree will appear here.',
};
