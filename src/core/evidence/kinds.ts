/** The activities of the model's Quality Assurance calendar that yield evidence, and what else a review may rest on. */
export const evidenceKinds = {
  lesson_observation: 'Lesson observation',
  work_scrutiny: 'Work scrutiny',
  data: 'Data',
  pupil_voice: 'Pupil voice',
  leadership_discussion: 'Leadership discussion',
  document: 'Document',
  other: 'Other evidence',
} as const;

export type EvidenceKind = keyof typeof evidenceKinds;
export const evidenceKindNames = Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]];

export function isEvidenceKind(text: string): text is EvidenceKind {
  return Object.hasOwn(evidenceKinds, text);
}

/** `Lesson observation`. */
export function evidenceKindLabel(kind: EvidenceKind): string {
  return evidenceKinds[kind];
}
