import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { evidenceKinds } from '#core/evidence/kinds.ts';
import { mayOpenPiece } from '#core/evidence/queries.ts';
import { evidenceTags, isEvidenceTag } from '#core/evidence/tags.ts';
import { evidencePaths } from './paths.ts';
import { pointsNames } from './reach-rules.ts';

const tagWords = (tag: string) => (isEvidenceTag(tag) ? evidenceTags[tag] : tag);

/** The history of evidence may be read by whoever may read the evidence itself. */
export function describeEvidence(): void {
  describeRecord('evidence', {
    noun: 'Evidence',
    permission: 'evidence:read',
    place: 'school',
    title: (content) => textOf(content, 'title'),
    words: {
      kind: evidenceKinds,
      points: pointsNames,
      readers: { leaders: 'Leaders of the school and of the Trust', named: 'Named people' },
    },
    labels: {
      summary: 'What was seen, read or heard',
      late_why: 'Why it counts although it is old',
      withdrawn_why: 'Why it was withdrawn',
      observed_id: 'Observed',
      readers: 'Who may read it',
      replaced_why: 'Why it took the place of the earlier file',
    },
    hidden: ['client_id', 'source_id'],
    parts: [
      { table: 'evidence_file', key: 'evidence_id', noun: 'File', title: () => 'File' },
      {
        table: 'evidence_area',
        key: 'evidence_id',
        noun: 'Area',
        title: (content, names) => names.get(textOf(content, 'area_id')) ?? '',
      },
      {
        table: 'evidence_tag',
        key: 'evidence_id',
        noun: 'Found by',
        title: (content) => tagWords(textOf(content, 'tag')),
      },
      { table: 'evidence_observer', key: 'evidence_id', noun: 'Seen by', title: (content) => textOf(content, 'name') },
      {
        table: 'evidence_reader',
        key: 'evidence_id',
        noun: 'Reader',
        title: (content, names) => names.get(textOf(content, 'person_id')) ?? '',
      },
      { table: 'evidence_line', key: 'evidence_id', noun: 'Line of a plan or of enquiry', title: () => '' },
    ],
    mayRead: mayOpenPiece,
    href: (id, content) => evidencePaths.evidence(textOf(content, 'school_id'), id),
  });
}
