/** Addresses of judging well; other features may use them. */
export const judgingPaths = {
  /** Every judgement of a year, the least safe first. */
  list: '/judging',
  listOf: (academicYear: number) => `/judging?year=${academicYear}`,
  /** How safely a judgement of an Annual Review stands, while it is written and after. */
  judgement: (reviewId: string, areaCode: string) => `/judging/annual-reviews/${reviewId}/${areaCode}`,
  /** The same of a theme of a review. */
  theme: (themeId: string) => `/judging/themes/${themeId}`,
  pairs: '/judging/moderation',
  ask: '/judging/moderation/ask',
  /** `subject` is `judgement:`, `theme:`, `evidence:` or `vignette:` with an id. */
  askAbout: (subject: string) => `/judging/moderation/ask?subject=${subject}`,
  pair: (pairId: string) => `/judging/moderation/${pairId}`,
  pairPart: (pairId: string, what: 'declare' | 'draft' | 'commit' | 'outcome' | 'confirm' | 'stop') =>
    `/judging/moderation/${pairId}/${what}`,
  vignettes: '/judging/vignettes',
  vignette: (vignetteId: string) => `/judging/vignettes/${vignetteId}`,
  agreement: '/judging/agreement',
  /** How a school sees itself, area by area: its head enters it. */
  ownGrades: (schoolId: string) => `/judging/own-grades/${schoolId}`,
} as const;
