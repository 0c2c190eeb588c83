/** Address of a school on one page. */
export const schoolOnAPagePath = (schoolId: string): string => `/schools/${schoolId}`;
