import { type Actor, holdsAt } from '#core/access/actor.ts';
import { type Decision, refused } from '#core/access/decision.ts';

export type SnapshotState = { school_id: string; taken_at: Temporal.Instant | null };

/** Files go into an open snapshot, by those of the school who collect its data. */
export function mayCollect(actor: Actor, snapshot: SnapshotState): Decision {
  if (!holdsAt(actor, 'snapshot:collect', snapshot.school_id))
    return refused('Files are brought in by the school’s data manager, its head teacher and its senior leaders.');
  if (snapshot.taken_at !== null)
    return refused(
      'This snapshot has been taken: what it holds stands. A mistake found now is put right in its next version.',
    );
  return { allowed: true };
}
