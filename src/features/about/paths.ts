/** Addresses of the pages about Cairn itself. */
export const aboutPaths = {
  help: '/help',
  guide: (name: string) => `/help/${name}`,
  accessibility: '/accessibility',
  privacy: '/privacy',
};
