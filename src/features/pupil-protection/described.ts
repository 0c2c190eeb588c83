import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { protectionPaths } from './paths.ts';
import { isKind, kindTitles } from './rules.ts';

const titleOf = (kind: string): string => (isKind(kind) ? kindTitles[kind] : 'A retention rule');

/** The versions of the rules, and of holds, may be read by whoever reads their page. */
export function describeProtection(): void {
  describeRecord('retention_rule', {
    noun: 'Retention rule',
    permission: 'pupil-data:protect',
    place: 'trust',
    title: (content) => titleOf(textOf(content, 'kind')),
    labels: { confirmed_words: 'Confirmed by', counted_from: 'Counted from' },
    href: (_id, content) => protectionPaths.rule(textOf(content, 'kind')),
  });
  describeRecord('legal_hold', {
    noun: 'Legal hold',
    permission: 'pupil-data:protect',
    place: 'school',
    title: () => 'A hold on erasing',
    labels: { pupil_id: 'Number of the pupil in Cairn' },
    href: (_id, content) => protectionPaths.school(textOf(content, 'school_id')),
  });
}
