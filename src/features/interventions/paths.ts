const intervention = (id: string) => `/interventions/${id}`;
const ruleSet = (id: string) => `/intervention-rules/${id}`;

/** Addresses of interventions, their rules and direct leadership. */
export const interventionPaths = {
  list: '/interventions',
  intervention,
  close: (id: string) => `${intervention(id)}/close`,
  proposeLeadership: (id: string) => `${intervention(id)}/direct-leadership`,
  decideLeadership: (id: string, leadershipId: string) =>
    `${intervention(id)}/direct-leadership/${leadershipId}/decision`,
  handBack: (id: string, leadershipId: string) => `${intervention(id)}/direct-leadership/${leadershipId}/hand-back`,
  rules: '/intervention-rules',
  startDraft: '/intervention-rules/draft',
  ruleSet,
  tryOut: (id: string) => `${ruleSet(id)}/past-years`,
  discardDraft: (id: string) => `${ruleSet(id)}/discard`,
  adopt: (id: string) => `${ruleSet(id)}/adopt`,
  /** `framework` is the family that the rule is for. */
  addRule: (id: string, framework?: string) =>
    `${ruleSet(id)}/rules/add${framework === undefined ? '' : `?framework=${framework}`}`,
  rule: (id: string, ruleId: string) => `${ruleSet(id)}/rules/${ruleId}`,
  removeRule: (id: string, ruleId: string) => `${ruleSet(id)}/rules/${ruleId}/remove`,
} as const;
