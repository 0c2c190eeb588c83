import { holdsAt } from '#core/access/actor.ts';
import { roles } from '#core/access/roles.ts';
import { describeRecord, type RecordPart, textOf } from '#core/audit/describe-record.ts';
import { findFramework } from '#core/frameworks/queries.ts';

const roleWords = Object.fromEntries(Object.entries(roles).map(([role, { label }]) => [role, label]));

/** `Quality of education, 2 Good`; '' where what it described is gone. */
const describedWhat: RecordPart['title'] = (content, names) =>
  ['area_id', 'grade_id'].flatMap((column) => names.get(textOf(content, column)) ?? []).join(', ');

/** Records of the core, which no feature owns alone. */
export function describeCoreRecords(): void {
  describeRecord('school', {
    noun: 'School',
    permission: 'school:read',
    place: 'itself',
    title: (content) => textOf(content, 'name'),
    labels: { urn: 'URN', laestab: 'LAESTAB', ukprn: 'UKPRN' },
    parts: [
      { table: 'department', key: 'school_id', noun: 'Department', title: (content) => textOf(content, 'name') },
      {
        table: 'school_predecessor',
        key: 'school_id',
        noun: 'School before',
        title: (content) => textOf(content, 'name'),
      },
    ],
  });
  describeRecord('person', {
    noun: 'Person',
    permission: 'people:manage',
    place: 'trust',
    title: (content) => textOf(content, 'name'),
    hidden: ['account_id'],
    parts: [
      {
        table: 'role_grant',
        key: 'person_id',
        noun: 'Role',
        title: (content) => roleWords[textOf(content, 'role')] ?? 'Role',
      },
    ],
  });
  describeRecord('framework', {
    noun: 'Framework',
    permission: 'framework:read',
    place: 'trust',
    title: (content) => `${textOf(content, 'name')}, version ${String(content['version'])}`,
    labels: { comparability_note: 'How its grades compare', retired_at: 'Replaced' },
    parts: [
      { table: 'framework_grade', key: 'framework_id', noun: 'Grade', title: (content) => textOf(content, 'label') },
      { table: 'framework_area', key: 'framework_id', noun: 'Area', title: (content) => textOf(content, 'title') },
      { table: 'framework_descriptor', key: 'framework_id', noun: 'Description of a grade', title: describedWhat },
    ],
    // A draft is nobody's business but those who write it.
    mayRead: async (ctx, id) =>
      holdsAt(ctx.actor, 'framework:manage', null) || (await findFramework(ctx, id)).adoptedAt !== null,
    href: (id) => `/frameworks/${id}`,
  });
}
