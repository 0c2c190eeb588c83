import { fieldOf } from './kinds.ts';
import type { Mapping } from './mapping.ts';

/** What a file of this kind cannot do without and no column has been named for; in words. */
export function missingFields(mapping: Mapping): string[] {
  const has = (field: string) => mapping.columns.some((use) => use !== null && 'field' in use && use.field === field);
  const label = (field: string) => fieldOf(mapping.kind, field)?.label ?? field;
  const missing: string[] = [];
  if (!has('upn') && !has('reference')) missing.push('UPN or the school’s own number');
  switch (mapping.kind) {
    case 'assessments':
      if (!has('subject')) missing.push(label('subject'));
      if (!['grade', 'current', 'predicted', 'target', 'result', 'baseline'].some(has))
        missing.push('at least one grade');
      break;
    case 'marksheet':
      if (!mapping.columns.some((use) => use !== null && 'result' in use)) missing.push('at least one assessment');
      break;
    case 'attendance':
      for (const field of ['possible', 'authorised', 'unauthorised']) if (!has(field)) missing.push(label(field));
      break;
    case 'marks':
      for (const field of ['date', 'code']) if (!has(field)) missing.push(label(field));
      break;
    case 'suspensions':
      if (!has('exclusion')) missing.push(label('exclusion'));
      break;
    case 'pupils':
      break;
  }
  return missing;
}

/** A field that two columns claim; in words. */
export function doubledFields(mapping: Mapping): string[] {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const use of mapping.columns) {
    if (use === null || !('field' in use)) continue;
    if (seen.has(use.field)) doubled.add(fieldOf(mapping.kind, use.field)?.label ?? use.field);
    seen.add(use.field);
  }
  return [...doubled];
}

/** Files up to this size are read while the reader waits; larger ones in the background, with progress shown. */
export const readAtOnce = 3 * 1024 * 1024;
