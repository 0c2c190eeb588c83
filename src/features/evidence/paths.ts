/** Addresses of the evidence slice. */
export const evidencePaths = {
  list: (schoolId: string) => `/schools/${schoolId}/evidence`,
  add: (schoolId: string) => `/schools/${schoolId}/evidence/new`,
  /** Patterns over all pieces of a year, none of which they name. */
  patterns: (schoolId: string) => `/schools/${schoolId}/evidence/patterns`,
  evidence: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}`,
  correct: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}/correct`,
  withdraw: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}/withdraw`,
  reply: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}/reply`,
  file: (schoolId: string, id: string, fileId: string) => `/schools/${schoolId}/evidence/${id}/files/${fileId}`,
  withdrawFile: (schoolId: string, id: string, fileId: string) =>
    `/schools/${schoolId}/evidence/${id}/files/${fileId}/withdraw`,
  replaceFile: (schoolId: string, id: string, fileId: string) =>
    `/schools/${schoolId}/evidence/${id}/files/${fileId}/replace`,
  /** What was written about the reader's own lessons. */
  observations: '/my-observations',
  observation: (id: string) => `/my-observations/${id}`,
  observationFile: (id: string, fileId: string) => `/my-observations/${id}/files/${fileId}`,
  observationRead: (id: string) => `/my-observations/${id}/read`,
  observationReply: (id: string) => `/my-observations/${id}/reply`,
};
