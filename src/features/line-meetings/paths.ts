const meeting = (id: string) => `/line-meetings/${id}`;
const school = (id: string) => `/line-meetings/schools/${id}`;

/** Addresses of the fortnightly line management meetings. */
export const lineMeetingPaths = {
  list: '/line-meetings',
  counts: '/line-meetings/counts',
  /** Where a trustee asks to read the minutes of one meeting. */
  ask: (schoolId: string) => `/line-meetings/counts/${schoolId}/ask`,
  request: (id: string) => `/line-meetings/requests/${id}`,
  endReading: (id: string) => `/line-meetings/requests/${id}/end`,
  requestedMinutes: (id: string) => `/line-meetings/requests/${id}/minutes`,
  arrangeAll: '/line-meetings/arrange',
  /** The line of meetings of one school; of another year where given. */
  series: (schoolId: string, academicYear?: number) =>
    academicYear === undefined ? school(schoolId) : `${school(schoolId)}?year=${academicYear}`,
  arrange: (schoolId: string) => `${school(schoolId)}/arrange`,
  between: (schoolId: string) => `${school(schoolId)}/between`,
  meeting,
  move: (id: string) => `${meeting(id)}/move`,
  cancel: (id: string) => `${meeting(id)}/cancel`,
  begin: (id: string) => `${meeting(id)}/begin`,
  /** What the other side has saved, as JSON. */
  newest: (id: string) => `${meeting(id)}/newest`,
  criterion: (id: string, criterionId: string) => `${meeting(id)}/criteria/${criterionId}`,
  notDiscussed: (id: string) => `${meeting(id)}/not-discussed`,
  note: (id: string, part: string) => `${meeting(id)}/notes/${part}`,
  addItem: (id: string) => `${meeting(id)}/items`,
  item: (id: string, itemId: string) => `${meeting(id)}/items/${itemId}`,
  removeItem: (id: string, itemId: string) => `${meeting(id)}/items/${itemId}/remove`,
  wellbeing: (id: string) => `${meeting(id)}/wellbeing`,
  planAction: (id: string, actionId: string) => `${meeting(id)}/plan-actions/${actionId}`,
  addAction: (id: string) => `${meeting(id)}/actions`,
  removeAction: (id: string, actionId: string) => `${meeting(id)}/actions/${actionId}/remove`,
  /** Ticks an action off, whichever meeting agreed it. */
  endAction: (actionId: string) => `/line-meetings/actions/${actionId}`,
  circulate: (id: string) => `${meeting(id)}/circulate`,
  answer: (id: string) => `${meeting(id)}/answer`,
  correct: (id: string) => `${meeting(id)}/correct`,
  document: (id: string, format: 'pdf' | 'docx') => `${meeting(id)}/minutes/${format}`,
} as const;
