import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import { capital } from '#platform/capital.ts';

/** Inside a sentence. */
export const keptWords: Record<IdentityKept, string> = {
  names: 'names, UPN and date of birth',
  upn: 'UPN, no names and no date of birth',
  reference: 'the school’s own number only',
};

export const keptTitles: Record<IdentityKept, string> = {
  names: capital(keptWords.names),
  upn: capital(keptWords.upn),
  reference: capital(keptWords.reference),
};

/** What each choice means for those who use Cairn, plainly. */
export const keptMeans: Record<IdentityKept, string> = {
  names: 'Lists show names. Whoever may see single pupils knows at once whom they read about. A leak would name them.',
  upn: 'Lists show the school’s number, or a number of Cairn’s. Files are matched by UPN, so pupils stay the same from one snapshot to the next. A UPN is personal data too: it leads to the pupil through any school system.',
  reference:
    'Lists show the school’s number, which leads to a pupil only in the school’s own systems. Files must have that number, in the same form each time. Somebody who moves to another school of the Trust is not recognised there, and a request for access can only be answered by that number.',
};
