import { type Role, roleNames, roles } from '#core/access/roles.ts';

/** Where to go after signing in: a path of ours that was asked for, else the home page. Nothing that a browser could read as another site. */
export function safeNext(asked: string | undefined): string {
  if (!asked?.startsWith('/') || /[\\\s]|^\/\//.test(asked) || asked.length > 500) return '/';
  let url: URL;
  try {
    url = new URL(asked, 'http://cairn.invalid');
  } catch {
    return '/';
  }
  if (url.origin !== 'http://cairn.invalid' || /^\/(?:sign-in|sign-out)(?:\/|$)/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bOPR\//, 'Opera'],
  [/\bCriOS\/|\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'an iPhone'],
  [/iPad/, 'an iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'a Chromebook'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'a Mac'],
  [/Linux/, 'Linux'],
];

/** “Chrome on Windows”, as well as a User-Agent header lets us tell. */
export function describeBrowser(userAgent: string | null): string {
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  return `${find(browsers) ?? 'A browser'} on ${find(systems) ?? 'another device'}`;
}

export type DemoPerson = {
  personId: string;
  name: string;
  jobTitle: string | null;
  role: Role;
  schoolName: string | null;
};

/** The people of the demonstration under the roles they hold, in the order of the roles. */
export function byRole(people: readonly DemoPerson[]): { label: string; people: readonly DemoPerson[] }[] {
  return roleNames
    .map((role) => ({ label: roles[role].label, people: people.filter((person) => person.role === role) }))
    .filter((group) => group.people.length > 0);
}
