import type { Db } from '#platform/db/database.ts';
import { type BuiltTrust, inTrust } from '../organisations/build.ts';
import type { Framework } from './framework.ts';
import { insertFramework } from './insert-framework.ts';
import { allFrameworks } from './queries.ts';
import { shippedFrameworks } from './ship-frameworks.ts';

export type BuiltFrameworks = { section5: Framework; ofsted2025: Framework };

/** The two shipped frameworks in a trust, adopted. */
export async function buildFrameworks(db: Db, trust: BuiltTrust): Promise<BuiltFrameworks> {
  return await inTrust(db, trust.id, async (tx) => {
    for (const data of shippedFrameworks) {
      const id = await insertFramework(tx, trust.id, data, 1);
      await tx
        .updateTable('framework')
        .set({ adopted_at: Temporal.Instant.from('2026-09-01T08:00:00Z') })
        .where('id', '=', id)
        .execute();
    }
    const built = await allFrameworks({ db: tx });
    const of = (family: string): Framework => {
      const framework = built.find((one) => one.family === family);
      if (!framework) throw new Error(`The framework ${family} was not built.`);
      return framework;
    };
    return { section5: of('section-5'), ofsted2025: of('ofsted-2025') };
  });
}
