/** The name of the background work that reads large files. */
export const readingJob = 'read-pupil-import';
