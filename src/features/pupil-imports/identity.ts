import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import { type Kind, kinds } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { plainName } from './propose.ts';

/** The single place that decides whether a field is kept: names and days of birth only under 'names', UPNs not under 'reference'. */
export function identityKept(kept: IdentityKept, kind: Kind, field: string): boolean {
  const identity = kinds[kind].fields.find(({ code }) => code === field)?.identity;
  if (identity === undefined || kept === 'names') return true;
  return identity === 'upn' && kept === 'upn';
}

/** The mapping without the fields that are kept out: nothing of them is read. */
export function withoutIdentity(mapping: Mapping, kept: IdentityKept): Mapping {
  if (kept === 'names') return mapping;
  return {
    ...mapping,
    columns: mapping.columns.map((use) =>
      use && 'field' in use && !identityKept(kept, mapping.kind, use.field) ? null : use,
    ),
  };
}

/** Which columns of a file are emptied before it is kept: identity that is kept out, and everything that is not used and so might hold some. */
export function columnsToEmpty(mapping: Mapping, kept: IdentityKept): readonly number[] {
  if (kept === 'names') return [];
  const used = withoutIdentity(mapping, kept);
  return used.columns.flatMap((use, at) => (use === null ? [at] : []));
}

const nameLike =
  /^(?:pupil|student|full|preferred|display|legal|middle|known|chosen)?(?:first|last|middle)?names?$|email|phone|address|postcode/;

/** Columns that look like somebody's identity by their names: emptied as the file comes, before anybody has said what they are. */
export function identityColumns(header: readonly string[], kept: IdentityKept): readonly number[] {
  if (kept === 'names') return [];
  return header.flatMap((name, at) => {
    const plain = plainName(name);
    const field = kinds.pupils.fields.find(({ names }) => names.includes(plain));
    return nameLike.test(plain) || (field && !identityKept(kept, 'pupils', field.code)) ? [at] : [];
  });
}
