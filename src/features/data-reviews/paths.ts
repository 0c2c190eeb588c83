/** Addresses of the autumn data reviews. */
export const dataReviewPaths = {
  list: '/data-reviews',
  listOf: (academicYear: number) => `/data-reviews?year=${academicYear}`,
  plan: '/data-reviews/plan',
  review: (id: string) => `/data-reviews/${id}`,
  frozenPack: (id: string) => `/data-reviews/${id}/data-pack`,
  frozenPackWord: (id: string) => `/data-reviews/${id}/data-pack.docx`,
  meeting: (id: string) => `/data-reviews/${id}/meeting`,
  autosave: (id: string) => `/data-reviews/${id}/meeting/autosave`,
  /** The review with the form for a line of enquiry filled in from what stands out in the data pack. */
  lineAbout: (id: string, index: number) => `/data-reviews/${id}?about=${index}#agree`,
  addLine: (id: string) => `/data-reviews/${id}/lines`,
  answerLine: (id: string, lineId: string) => `/data-reviews/${id}/lines/${lineId}/answer`,
  confirm: (id: string) => `/data-reviews/${id}/confirmation`,
};
