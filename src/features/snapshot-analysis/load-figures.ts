import type { Ctx } from '#core/context.ts';
import {
  againstTarget,
  basisNames,
  changeWords,
  figureIn,
  findSnapshot,
  loadFigures,
  loadTaken,
  nameOfSubject,
  type Snapshot,
  type StoredFigure,
  shownTo,
  takenSnapshotsIn,
  takenSnapshotsOf,
} from '#features/data-snapshots/index.ts';
import {
  type Breakdown,
  type Figure,
  formatFigure,
  formatValue,
  gapOf,
  groupsOf,
  type Measure,
  measureOf,
} from '#features/measures/index.ts';
import type { FigureFact } from './facts.ts';
import { type FigureKey, keyText } from './figure-key.ts';
import { type GroupPair, gapWords } from './gap-words.ts';
import type { HeldBack, Visible } from './privacy-rules.ts';
import type { Comparable } from './proposal-rules.ts';

/** Groups whose gap the sector watches; the first gap is the one that every governor asks for. */
const pairs: readonly (GroupPair & { breakdown: Breakdown; codes: readonly [string, string] })[] = [
  {
    breakdown: 'disadvantaged',
    codes: ['disadvantaged', 'not_disadvantaged'],
    first: 'disadvantaged pupils',
    second: 'others',
  },
  { breakdown: 'sex', codes: ['boys', 'girls'], first: 'boys', second: 'girls' },
  { breakdown: 'sen', codes: ['sen', 'no_sen'], first: 'pupils with SEN', second: 'pupils without' },
  {
    breakdown: 'eal',
    codes: ['eal', 'english_first_language'],
    first: 'pupils whose first language is not English',
    second: 'pupils whose is',
  },
];
const snapshotsInTrend = 6;

/** A figure as the paper prints it, with what must not be told in the text beside it. */
export type LoadedFigure = { fact: FigureFact; held: readonly HeldBack[]; visible: Visible };

type Around = {
  snapshot: Snapshot;
  /** The school’s snapshots up to this one, the oldest first; this one is the last. */
  upTo: readonly { id: string; name: string; data_on: Temporal.PlainDate }[];
  trust: (measure: string, basis: string) => string | null;
  targets: ReadonlyMap<string, number>;
};

async function around(ctx: Ctx, snapshotId: string): Promise<Around> {
  const snapshot = await findSnapshot(ctx, snapshotId);
  const { trust, targets } = await loadTaken(ctx, snapshot);
  const earlier = (await takenSnapshotsOf(ctx, snapshot.school_id)).filter(
    (each) => Temporal.PlainDate.compare(each.data_on, snapshot.data_on) < 0,
  );
  return { snapshot, upTo: [...earlier.slice(1 - snapshotsInTrend), snapshot], trust, targets };
}

const earlierOf = ({ upTo }: Around) => upTo.at(-2) ?? null;

const gapsIn = (shown: readonly StoredFigure[], key: FigureKey, snapshotId: string) =>
  pairs.flatMap((pair) => {
    const at = (groupCode: string) => figureIn(shown, { ...key, snapshotId, breakdown: pair.breakdown, groupCode });
    const [first, second] = pair.codes.map(at);
    return first && second ? [{ pair, first, second }] : [];
  });

const rangeOf = (measure: Measure, figure: Figure): string | null =>
  figure.lower === null || figure.upper === null
    ? null
    : `${formatValue(measure, figure.lower)} to ${formatValue(measure, figure.upper)}`;

const groupTitle = (breakdown: string, code: string): string =>
  groupsOf(breakdown as Breakdown, []).find((group) => group.code === code)?.title ?? code;

/** What the readers’ table leaves out of the whole one. */
function heldBack(measure: Measure, whole: readonly StoredFigure[], shown: readonly StoredFigure[]): HeldBack[] {
  return whole.flatMap((each, index) => {
    const { figure } = each;
    if (shown[index]?.figure.nullKind !== 'suppressed' || figure.value === null) return [];
    return [
      {
        group: groupTitle(each.breakdown, each.groupCode),
        value: formatFigure(measure, figure),
        pupils: figure.pupils,
      },
    ];
  });
}

const inOrder = (whole: readonly StoredFigure[], shown: readonly StoredFigure[]): StoredFigure[] => {
  const at = (each: StoredFigure) => `${each.snapshotId} ${each.breakdown} ${each.groupCode}`;
  const byPlace = new Map(shown.map((each) => [at(each), each]));
  return whole.map((each) => byPlace.get(at(each)) ?? each);
};

async function loadOne(ctx: Ctx, { measure, key }: { measure: Measure; key: FigureKey }, about: Around) {
  const { snapshot, upTo } = about;
  const whole = await loadFigures(ctx, { snapshotIds: upTo.map((each) => each.id), ...key });
  // Every group of the measure together, as the measure’s own page shows them: what is safe there is safe here.
  const shown = inOrder(whole, shownTo(false, whole));
  const at = (snapshotId: string) => figureIn(shown, { ...key, snapshotId });
  const figure = at(snapshot.id);
  if (!figure) return null;
  const earlier = earlierOf(about);
  const before = earlier ? at(earlier.id) : undefined;
  const change = changeWords(measure, figure, before);
  const target = key.subjectId === 0 ? about.targets.get(measure.code) : undefined;
  const subject = key.subjectId === 0 ? null : await nameOfSubject(ctx, key.subjectId);
  const fact: FigureFact = {
    key: keyText(key),
    title: subject ? `${measure.title}: ${subject}` : measure.title,
    madeOf: basisNames[key.basis],
    definition: measure.definition,
    value: formatFigure(measure, figure),
    pupils: figure.value === null ? null : figure.pupils,
    range: rangeOf(measure, figure),
    change: earlier && change ? { since: earlier.name, words: change } : null,
    target:
      target === undefined
        ? null
        : { value: formatValue(measure, target), words: againstTarget(measure, figure, target) },
    trust: key.subjectId === 0 ? about.trust(measure.code, key.basis) : null,
    gaps: gapsIn(shown, key, snapshot.id).flatMap(({ pair, first, second }) => {
      const gap = gapOf(first, second);
      // The first always, where it can be told; others only where they are more than chance.
      if (gap.value === null || (pair !== pairs[0] && gap.difference !== 'a real change')) return [];
      const chance = gap.difference === 'a real change' ? 'more than chance' : gap.difference;
      return [{ group: pair.first, words: `${gapWords(measure, pair, gap.value)}, ${chance}` }];
    }),
    trend: upTo.map((each) => {
      const then = at(each.id);
      return {
        name: each.name,
        value: then?.value ?? null,
        words: then ? formatFigure(measure, then) : 'Not in that snapshot',
      };
    }),
    unit: measure.unit === 'percent' ? '%' : '',
    decimals: measure.decimals,
    note: figure.note ?? null,
  };
  const visible = new Set(
    shown.flatMap((each) =>
      each.figure.value === null ? [] : [formatFigure(measure, each.figure), String(each.figure.pupils)],
    ),
  );
  if (fact.target) visible.add(fact.target.value);
  if (fact.trust) visible.add(fact.trust);
  return { fact, held: heldBack(measure, whole, shown), visible };
}

/** The figures of some keys as the readers of the paper see them, by `keyText`. A figure that the snapshot no longer has is not among them. */
export async function loadPaperFigures(
  ctx: Ctx,
  snapshotId: string,
  keys: readonly FigureKey[],
): Promise<ReadonlyMap<string, LoadedFigure>> {
  const found = new Map<string, LoadedFigure>();
  if (keys.length === 0) return found;
  const about = await around(ctx, snapshotId);
  for (const key of keys) {
    const measure = measureOf(key.measure);
    const loaded = measure && (await loadOne(ctx, { measure, key }, about));
    if (loaded) found.set(keyText(key), loaded);
  }
  return found;
}

/** By measure and basis, of how many schools this one’s figure is the weakest: only where three schools or more have it. */
async function weakest(ctx: Ctx, snapshot: Snapshot): Promise<(key: FigureKey) => number | null> {
  const everywhere: Ctx = { ...ctx, scope: { trustId: ctx.actor.trustId, schools: 'all' } };
  const taken = await takenSnapshotsIn(everywhere, snapshot.collection_id);
  const figures = await loadFigures(everywhere, {
    snapshotIds: taken.map((each) => each.id),
    breakdown: 'all',
    subjectId: 0,
  });
  const byKey = Map.groupBy(
    shownTo(false, figures).filter((each) => each.figure.value !== null),
    (each) => keyText(each),
  );
  return (key) => {
    const all = byKey.get(keyText(key)) ?? [];
    const higher = measureOf(key.measure)?.higherIsBetter ?? true;
    const worstFirst = all.toSorted(
      (one, other) => ((one.figure.value ?? 0) - (other.figure.value ?? 0)) * (higher ? 1 : -1),
    );
    const [worst, next] = worstFirst;
    const alone = worst && next && worst.figure.value !== next.figure.value;
    return all.length >= 3 && alone && worst.snapshotId === snapshot.id ? all.length : null;
  };
}

/** Every figure of a snapshot over all subjects, with what it can be held against. */
export async function loadComparables(ctx: Ctx, snapshotId: string): Promise<Comparable[]> {
  const about = await around(ctx, snapshotId);
  const earlier = earlierOf(about);
  const shown = shownTo(
    false,
    await loadFigures(ctx, { snapshotIds: [snapshotId, ...(earlier ? [earlier.id] : [])], subjectId: 0 }),
  );
  const weakestOf = await weakest(ctx, about.snapshot);
  return shown
    .filter((each) => each.snapshotId === snapshotId && each.breakdown === 'all')
    .flatMap((each) => {
      const measure = measureOf(each.measure);
      if (!measure || measure.perSubject) return [];
      const key: FigureKey = { measure: each.measure, basis: each.basis, subjectId: 0 };
      const before = earlier ? figureIn(shown, { ...key, snapshotId: earlier.id }) : undefined;
      return [
        {
          key,
          measure,
          figure: each.figure,
          before: earlier && before ? { name: earlier.name, figure: before } : null,
          target: about.targets.get(measure.code) ?? null,
          gaps: gapsIn(shown, key, snapshotId),
          weakestOf: weakestOf(key),
        },
      ];
    });
}
