import { kindNames, kinds } from '../kinds.ts';
import { officialColumn, plainName } from '../propose.ts';

const names = new Set(kindNames.flatMap((kind) => kinds[kind].fields.flatMap((field) => field.names)));

/** Whether a column's name is one that exports use, so that a row of such names is a header. */
export const fieldNames = (name: string): boolean => names.has(plainName(name)) || officialColumn(name) !== null;
