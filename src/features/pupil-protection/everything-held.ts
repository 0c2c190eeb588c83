import type { Ctx } from '#core/context.ts';
import { filesOf, rowsAbout } from './file-queries.ts';
import { type Pupil, readingsOfPupil, rowsOfPupil, snapshotsOfPupil, soughtOf } from './pupil-queries.ts';

const resultKinds = { r: 'Result', c: 'Working at', p: 'Predicted', t: 'Target', b: 'Baseline' } as const;
const day = (date: Temporal.PlainDate | null) => date?.toString() ?? null;

/** Everything that Cairn holds of one pupil, as plain data: the words of the answer to a request, whatever its form. */
export async function everythingHeld(ctx: Ctx, pupil: Pupil) {
  const snapshots = await snapshotsOfPupil(ctx, pupil);
  const rows = await rowsOfPupil(ctx, pupil);
  const names = new Map(
    snapshots.map((each) => [each.snapshot_id, each.version > 1 ? `${each.name}, version ${each.version}` : each.name]),
  );
  const named = (id: string) => names.get(id) ?? 'A snapshot';
  const sought = await soughtOf(ctx, pupil);
  const fileRows = [];
  for (const file of await filesOf(ctx, pupil.school_id))
    for (const row of await rowsAbout(ctx.db, file, sought))
      fileRows.push({
        file: file.file_name,
        snapshot: file.snapshot,
        line: row.line,
        inQuarantine: row.reason,
        cells: Object.fromEntries(
          file.header.map((name, at) => [name, row.cells[at] ?? '']).filter(([, cell]) => cell !== ''),
        ),
      });
  return {
    identity: {
      school: pupil.school,
      surname: pupil.surname,
      forename: pupil.forename,
      dateOfBirth: day(pupil.born_on),
      upn: pupil.upn,
      formerUpn: pupil.former_upn,
      schoolsNumber: pupil.reference,
      heldSince: pupil.created_at.toString(),
    },
    onRoll: snapshots.map((each) => ({
      snapshot: named(each.snapshot_id),
      dataOn: each.data_on.toString(),
      taken: each.taken_at?.toString() ?? null,
      yearGroup: each.year_group,
      form: each.registration,
      sex: each.sex,
      specialEducationalNeeds: each.sen,
      primaryNeed: each.sen_need,
      disadvantaged: each.disadvantaged,
      lookedAfter: each.looked_after,
      firstLanguageOtherThanEnglish: each.eal,
      joinedOn: day(each.joined_on),
      leftOn: day(each.left_on),
      keyStage2Reading: each.ks2_reading,
      keyStage2Maths: each.ks2_maths,
      keyStage4Points: each.ks4_points,
      inPerformanceMeasures: each.counted,
      notInPerformanceMeasuresBecause: each.not_counted_why,
    })),
    results: rows.results.map((each) => ({
      snapshot: named(each.snapshot_id),
      subject: each.subject ?? 'A subject',
      qualification: each.qualification,
      kind: resultKinds[each.kind],
      grade: each.grade,
      points: each.points,
      class: each.class,
      inPerformanceMeasures: each.counts,
    })),
    attendance: rows.attendance.map((each) => ({
      snapshot: named(each.snapshot_id),
      possibleSessions: each.possible,
      authorisedAbsence: each.authorised,
      unauthorisedAbsence: each.unauthorised,
      late: each.late,
    })),
    suspensions: rows.suspensions.map((each) => ({
      snapshot: named(each.snapshot_id),
      kind: each.kind === 'suspension' ? 'Suspension' : 'Permanent exclusion',
      startedOn: day(each.started_on),
      sessions: each.sessions,
      reasons: each.reasons,
    })),
    fileRows,
    readings: (await readingsOfPupil(ctx, pupil)).map((each) => ({
      at: each.at.toString(),
      what: each.pupil_id === null ? `${each.what} (a list in which the pupil stands)` : each.what,
      snapshot: each.snapshot,
      role: each.role,
      reader: each.reader,
    })),
  };
}

export type Everything = Awaited<ReturnType<typeof everythingHeld>>;
