const plan = (planId: string) => `/action-plans/${planId}`;
type Part = 'issues' | 'objectives' | 'criteria' | 'actions' | 'support';

export const actionPlanPaths = {
  list: (academicYear?: number) =>
    academicYear === undefined ? '/action-plans' : `/action-plans?year=${academicYear}`,
  start: (schoolId?: string) =>
    schoolId === undefined ? '/action-plans/start' : `/action-plans/start?school=${schoolId}`,
  plan,
  /** The plan without anything to press, for paper. */
  print: (planId: string) => `${plan(planId)}?view=print`,
  /** `parent` is the key issue of a new objective, or the objective of a new criterion or action. */
  addPart: (planId: string, kind: Part, parent?: string) =>
    `${plan(planId)}/${kind}/add${parent === undefined ? '' : `?for=${parent}`}`,
  part: (planId: string, kind: Part, partId: string) => `${plan(planId)}/${kind}/${partId}`,
  removePart: (planId: string, kind: Part, partId: string) => `${plan(planId)}/${kind}/${partId}/remove`,
  finishAction: (planId: string, actionId: string) => `${plan(planId)}/actions/${actionId}/done`,
  delivery: (planId: string, supportId: string) => `${plan(planId)}/support/${supportId}/delivery`,
  progress: (planId: string, criterionId: string) => `${plan(planId)}/criteria/${criterionId}/progress`,
  agree: (planId: string) => `${plan(planId)}/agree`,
  comments: (planId: string) => `${plan(planId)}/comments`,
  recommend: (planId: string) => `${plan(planId)}/recommend`,
  takeBack: (planId: string) => `${plan(planId)}/recommend/take-back`,
  decision: (planId: string) => `${plan(planId)}/decision`,
  review: (planId: string) => `${plan(planId)}/review`,
  basis: (planId: string) => `${plan(planId)}/basis`,
  document: (planId: string, format: 'pdf' | 'docx') => `${plan(planId)}/document/${format}`,
  trustPlan: '/trust-action-plan',
} as const;
