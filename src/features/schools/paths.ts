/** Addresses of the schools slice. */
export const schoolPaths = {
  list: '/schools',
  add: '/schools/new',
  school: (schoolId: string) => `/schools/${schoolId}`,
  details: (schoolId: string) => `/schools/${schoolId}/details`,
  edit: (schoolId: string) => `/schools/${schoolId}/edit`,
  addDepartment: (schoolId: string) => `/schools/${schoolId}/departments`,
  closeDepartment: (schoolId: string, departmentId: string) => `/schools/${schoolId}/departments/${departmentId}/close`,
  addPredecessor: (schoolId: string) => `/schools/${schoolId}/predecessors`,
};
