import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { evidenceKinds } from '#core/evidence/kinds.ts';
import { evidencePaths } from './paths.ts';

/** The history of evidence may be read by whoever may read the evidence. */
export function describeEvidence(): void {
  describeRecord('evidence', {
    noun: 'Evidence',
    permission: 'evidence:read',
    place: 'school',
    title: (content) => textOf(content, 'title'),
    words: { kind: evidenceKinds },
    labels: {
      summary: 'What was seen, read or heard',
      late_why: 'Why it counts although it is old',
      withdrawn_why: 'Why it was withdrawn',
    },
    parts: [{ table: 'evidence_file', key: 'evidence_id', noun: 'File', title: () => 'File' }],
    href: (id, content) => evidencePaths.evidence(textOf(content, 'school_id'), id),
  });
}
