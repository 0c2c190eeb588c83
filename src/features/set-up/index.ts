export { createTrust } from './actions/create-trust.ts';
export { offerSetUp } from './actions/offer-set-up.ts';
export { setUpPaths } from './paths.ts';
export { trustExists } from './queries.ts';
export { setUpRoutes } from './routes.ts';
export { proposeSchool, type RegisterSchool } from './rules.ts';
