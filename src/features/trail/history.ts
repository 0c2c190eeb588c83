import type { PartVersions, RecordHistory } from '#core/audit/queries.ts';
import {
  changesBetween,
  type Field,
  type FieldChange,
  fieldsOf,
  type Names,
  type Version,
  versionAt,
} from '#core/audit/record-changes.ts';

/** One thing that one transaction did to a record or to what belongs to it. */
export type Change = { what: string; how: 'began' | 'changed' | 'removed'; fields: readonly FieldChange[] };
export type Moment = { at: Temporal.Instant; by: string | null; changes: readonly Change[] };

type Shown = Parameters<typeof changesBetween>[2];

const keyOf = (part: PartVersions, history: RecordHistory) =>
  history.description.parts?.find((one) => one.table === part.table)?.key ?? '';

/** As the record is shown, and parts do not repeat which record they belong to. */
const shownOf = (part: PartVersions, history: RecordHistory): Shown => ({
  ...history.description,
  hidden: [keyOf(part, history), ...(history.description.hidden ?? [])],
});

function steps(
  what: (version: Version) => string,
  versions: readonly Version[],
  shown: Shown,
  names: Names,
): (Moment & { changes: Change[] })[] {
  return versions.flatMap((version, index) => {
    const before = versions[index - 1];
    const began = before === undefined || before.until === null || !before.until.equals(version.from);
    const fields = began
      ? fieldsOf(version.content, shown, names)
          .filter((field) => field.value !== 'Nothing')
          .map(({ label, value }) => ({ label, before: '', after: value }))
      : changesBetween(before.content, version.content, shown, names);
    const how = began ? ('began' as const) : ('changed' as const);
    const own =
      began || fields.length > 0
        ? [{ at: version.from, by: version.by, changes: [{ what: what(version), how, fields }] }]
        : [];
    const next = versions[index + 1];
    const ended = version.until !== null && (next === undefined || !next.from.equals(version.until));
    const removed =
      ended && version.until
        ? [{ at: version.until, by: null, changes: [{ what: what(version), how: 'removed' as const, fields: [] }] }]
        : [];
    return [...own, ...removed];
  });
}

/** Every change of a record and its parts, newest first, those of one transaction together. */
export function momentsOf(history: RecordHistory, names: Names): Moment[] {
  const { description } = history;
  const all = [
    ...steps(() => description.noun, history.versions, description, names),
    ...history.parts.flatMap((part) =>
      steps(
        (version) => [part.noun, part.title(version.content, names)].filter(Boolean).join(': '),
        part.versions,
        shownOf(part, history),
        names,
      ),
    ),
  ];
  const byMoment = new Map<string, Moment>();
  for (const step of all) {
    const key = step.at.toString();
    const known = byMoment.get(key);
    byMoment.set(key, { at: step.at, by: known?.by ?? step.by, changes: [...(known?.changes ?? []), ...step.changes] });
  }
  return [...byMoment.values()].sort((a, b) => Temporal.Instant.compare(b.at, a.at));
}

export type Standing = {
  version: Version;
  fields: readonly Field[];
  parts: readonly { noun: string; title: string; fields: readonly Field[] }[];
};

/** A record with its parts as it stood at a moment; null where it did not exist. */
export function standingAt(history: RecordHistory, moment: Temporal.Instant, names: Names): Standing | null {
  const version = versionAt(history.versions, moment);
  if (!version) return null;
  const parts = history.parts.flatMap((part) => {
    const then = versionAt(part.versions, moment);
    return then
      ? [
          {
            noun: part.noun,
            title: part.title(then.content, names),
            fields: fieldsOf(then.content, shownOf(part, history), names),
          },
        ]
      : [];
  });
  return { version, fields: fieldsOf(version.content, history.description, names), parts };
}
