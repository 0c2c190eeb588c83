import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { dataSystemPaths } from './paths.ts';

/** The history of a school's register may be read by whoever may read the register. */
export function describeDataSystems(): void {
  describeRecord('data_system', {
    noun: 'Data system',
    permission: 'data-system:read',
    place: 'school',
    title: (content) => textOf(content, 'name'),
    parts: [],
    href: (_id, content) => dataSystemPaths.school(textOf(content, 'school_id')),
  });
}
