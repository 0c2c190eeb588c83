import { z } from 'zod';
import crosswalk from '../../../data/frameworks/area-crosswalk.json' with { type: 'json' };
import type { Area, Framework } from './framework.ts';

const pairs = z.array(z.object({ section5: z.string(), ofsted2025: z.array(z.string()) })).parse(crosswalk);

/**
 * Where in the other framework a subject is looked at: areas beside areas, to find one's way and never to convert a grade. Cairn's own reading, for there
 * is no official one. Areas that only one side has stand alone.
 */
export function areasSideBySide(
  section5: Framework,
  ofsted: Framework,
): { left: Area | null; right: readonly Area[] }[] {
  const rows: { left: Area | null; right: readonly Area[] }[] = section5.areas.map((area) => {
    const codes = pairs.find((pair) => pair.section5 === area.code)?.ofsted2025 ?? [];
    return { left: area, right: ofsted.areas.filter((other) => codes.includes(other.code)) };
  });
  const placed = new Set(rows.flatMap((row) => row.right.map((area) => area.code)));
  return [
    ...rows,
    ...ofsted.areas.filter((area) => !placed.has(area.code)).map((area) => ({ left: null, right: [area] })),
  ];
}
