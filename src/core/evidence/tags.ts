/** Words by which evidence is found again, chosen when it is recorded. The first four are the topics of the model's summer review. */
export const evidenceTags = {
  disadvantaged: 'Disadvantaged pupils',
  send: 'SEND',
  behaviour: 'Behaviour',
  leadership: 'Leadership and management',
  attendance: 'Attendance',
  curriculum: 'Curriculum',
  teaching: 'Teaching',
  assessment: 'Assessment',
  reading: 'Reading',
  personal_development: 'Personal development',
  early_years: 'Early years',
  sixth_form: 'Sixth form',
  eal: 'English as an additional language',
  workload: 'Workload and wellbeing',
} as const;

export type EvidenceTag = keyof typeof evidenceTags;
export const evidenceTagNames = Object.keys(evidenceTags) as [EvidenceTag, ...EvidenceTag[]];

export function isEvidenceTag(text: string): text is EvidenceTag {
  return Object.hasOwn(evidenceTags, text);
}
