/** Addresses of the trail. */
export const trailPaths = {
  trail: '/trail',
  csv: '/trail/download',
  seal: '/trail/seal',
  record: (table: string, id: string) => `/trail/${table}/${id}`,
  asAt: (table: string, id: string, date = '') => `/trail/${table}/${id}/as-at${date === '' ? '' : `?date=${date}`}`,
};
