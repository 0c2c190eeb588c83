/** Addresses of the registers of data systems. */
export const dataSystemPaths = {
  overview: '/data-systems',
  school: (schoolId: string) => `/schools/${schoolId}/data-systems`,
  add: (schoolId: string) => `/schools/${schoolId}/data-systems/add`,
  grant: (schoolId: string) => `/schools/${schoolId}/data-systems/grant`,
  retire: (systemId: string) => `/data-systems/${systemId}/retire`,
  keep: (accessId: string) => `/data-systems/access/${accessId}/keep`,
  end: (accessId: string) => `/data-systems/access/${accessId}/end`,
  readings: (schoolId: string) => `/schools/${schoolId}/pupil-readings`,
  readingsPage: (schoolId: string, page: number) => `/schools/${schoolId}/pupil-readings?page=${page}`,
  readingsFile: (schoolId: string) => `/schools/${schoolId}/pupil-readings.csv`,
};
