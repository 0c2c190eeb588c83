/** Pages of published data and of the data packs. */
export const publishedDataPaths = {
  overview: '/published-data',
  upload: '/published-data/upload',
  progress: (token: string) => `/published-data/progress?of=${token}`,
  import: (importId: string) => `/published-data/imports/${importId}`,
  answer: (importId: string) => `/published-data/imports/${importId}/answer`,
  confirm: (importId: string) => `/published-data/imports/${importId}/import`,
  withdraw: (importId: string) => `/published-data/imports/${importId}/withdraw`,
  problems: (importId: string) => `/published-data/imports/${importId}/problems.csv`,
};

export const dataPackPaths = {
  pack: (schoolId: string) => `/schools/${schoolId}/data-pack`,
  word: (schoolId: string) => `/schools/${schoolId}/data-pack.docx`,
  pdf: (schoolId: string) => `/schools/${schoolId}/data-pack.pdf`,
};
