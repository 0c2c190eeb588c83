/** Addresses of the evidence slice. */
export const evidencePaths = {
  list: (schoolId: string) => `/schools/${schoolId}/evidence`,
  add: (schoolId: string) => `/schools/${schoolId}/evidence/new`,
  evidence: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}`,
  correct: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}/correct`,
  withdraw: (schoolId: string, id: string) => `/schools/${schoolId}/evidence/${id}/withdraw`,
  file: (schoolId: string, id: string, fileId: string) => `/schools/${schoolId}/evidence/${id}/files/${fileId}`,
  withdrawFile: (schoolId: string, id: string, fileId: string) =>
    `/schools/${schoolId}/evidence/${id}/files/${fileId}/withdraw`,
};
