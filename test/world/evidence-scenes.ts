import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { addEvidence } from '#features/evidence/actions/add-evidence.ts';
import type { SchoolKey } from './cast.ts';
import type { Scene } from './scenes.ts';
import type { Player } from './stage.ts';

/** What somebody saw, read or heard: the day it happened, and the day they wrote it down (the same, unless it says otherwise). */
export type Seen = {
  name: string;
  kind: EvidenceKind;
  on: string;
  recordedOn?: string;
  by: Player;
  title: string;
  summary: string;
};

export const evidenceScenes = (school: SchoolKey, seen: readonly Seen[]): Scene[] =>
  seen.map((one) => ({
    on: one.recordedOn ?? one.on,
    who: one.by,
    permission: 'evidence:write',
    play: async (ctx, { stage, ids }) => {
      const { calendar, schoolIds } = stage;
      const input = {
        kind: one.kind,
        title: calendar.words(one.title),
        summary: calendar.words(one.summary),
        happenedOn: calendar.day(one.on),
        lateWhy: null,
        departmentId: null,
        revision: 1,
      };
      ids.set(one.name, await addEvidence(ctx, schoolIds[school], input, []));
    },
  }));
