const harmless = /^(?:https?:\/\/|mailto:|tel:|[/?#]|$)/i;
const scheme = /^[^/?#]*:/;

/**
 * An address fit to be put in `href` or `action`. People paste addresses of resources and providers, so `javascript:` and its kin become `#`;
 * relative addresses pass.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters from addresses before they read the scheme
export const safeHref = (href: string, bare = href.replace(/[\u0000-\u0020]/g, '')): string =>
  harmless.test(bare) || !scheme.test(bare) ? href : '#';
