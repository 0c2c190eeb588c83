/** Addresses of interventions, their rules and direct leadership. */
export const interventionPaths = {
  list: '/interventions',
  intervention: (id: string) => `/interventions/${id}`,
  close: (id: string) => `/interventions/${id}/close`,
  proposeLeadership: (id: string) => `/interventions/${id}/direct-leadership`,
  decideLeadership: (id: string, leadershipId: string) =>
    `/interventions/${id}/direct-leadership/${leadershipId}/decision`,
  handBack: (id: string, leadershipId: string) => `/interventions/${id}/direct-leadership/${leadershipId}/hand-back`,
  rules: '/intervention-rules',
  ruleSet: (id: string) => `/intervention-rules/${id}`,
  startDraft: '/intervention-rules/draft',
  discardDraft: (id: string) => `/intervention-rules/${id}/discard`,
  adopt: (id: string) => `/intervention-rules/${id}/adopt`,
  addRule: (id: string) => `/intervention-rules/${id}/rules`,
  changeRule: (id: string, ruleId: string) => `/intervention-rules/${id}/rules/${ruleId}`,
  removeRule: (id: string, ruleId: string) => `/intervention-rules/${id}/rules/${ruleId}/remove`,
};
