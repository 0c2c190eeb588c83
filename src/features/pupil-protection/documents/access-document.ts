import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  type DocumentTree,
  heading,
  keyFacts,
  paragraph,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import type { Answer } from '../actions/answer-access.ts';
import { pupilName } from '../pupil-queries.ts';
import { partTitles } from '../rules.ts';

const yesNo = (value: boolean | null) => (value === null ? 'Not recorded' : value ? 'Yes' : 'No');
const orNone = (value: string | number | null | undefined) =>
  value === null || value === undefined || value === '' ? 'Not recorded' : String(value);
const date = (iso: string | null) => (iso === null ? 'Not recorded' : longDate(Temporal.PlainDate.from(iso)));
const senWords = { N: 'None', K: 'SEN support', E: 'Education, health and care plan' } as const;

const part = (title: string, blocks: readonly Block[], none: string): Block[] => [
  heading(1, title),
  ...(blocks.length > 0 ? blocks : [paragraph(none)]),
];

function identity({ held }: Answer): Block[] {
  const who = held.identity;
  if (!who) return [];
  return part(
    partTitles.identity,
    [
      keyFacts([
        { label: 'School', value: who.school },
        { label: 'Surname', value: orNone(who.surname) },
        { label: 'Forename', value: orNone(who.forename) },
        { label: 'Date of birth', value: date(who.dateOfBirth) },
        { label: 'UPN', value: orNone(who.upn) },
        { label: 'Former UPN', value: orNone(who.formerUpn) },
        { label: 'The school’s number', value: orNone(who.schoolsNumber) },
        { label: 'Held since', value: longDate(londonDate(Temporal.Instant.from(who.heldSince))) },
      ]),
    ],
    '',
  );
}

function onRoll({ held }: Answer): Block[] {
  if (!held.onRoll) return [];
  return part(
    partTitles.onRoll,
    held.onRoll.flatMap((each) => [
      heading(2, `${each.snapshot}, as on ${date(each.dataOn)}`),
      keyFacts([
        { label: 'Year and form', value: `${orNone(each.yearGroup)}, ${orNone(each.form)}` },
        { label: 'Sex', value: each.sex === null ? 'Not recorded' : each.sex === 'F' ? 'Female' : 'Male' },
        {
          label: 'Special educational needs',
          value: each.specialEducationalNeeds === null ? 'Not recorded' : senWords[each.specialEducationalNeeds],
        },
        { label: 'Primary need', value: orNone(each.primaryNeed) },
        { label: 'Disadvantaged', value: yesNo(each.disadvantaged) },
        { label: 'Looked after', value: yesNo(each.lookedAfter) },
        { label: 'First language other than English', value: yesNo(each.firstLanguageOtherThanEnglish) },
        { label: 'Joined and left', value: `${date(each.joinedOn)}; ${date(each.leftOn)}` },
        {
          label: 'Key stage 2 reading and maths',
          value: `${orNone(each.keyStage2Reading)}; ${orNone(each.keyStage2Maths)}`,
        },
        {
          label: 'In performance measures',
          value: each.notInPerformanceMeasuresBecause ?? yesNo(each.inPerformanceMeasures),
        },
      ]),
    ]),
    'No snapshot holds this pupil.',
  );
}

function tables({ held }: Answer): Block[] {
  return [
    ...(held.results
      ? part(
          partTitles.results,
          [...Map.groupBy(held.results, (each) => each.snapshot)].map(([snapshot, rows]) =>
            table({
              caption: snapshot,
              columns: [
                textColumn('Subject'),
                textColumn('Kind'),
                textColumn('Grade'),
                textColumn('Points'),
                textColumn('Class'),
              ],
              rows: rows.map((row) => [
                row.subject,
                row.kind,
                row.grade,
                row.points === null ? '—' : String(Math.round(row.points * 100) / 100),
                row.class ?? '—',
              ]),
            }),
          ),
          'No results are held.',
        )
      : []),
    ...(held.attendance
      ? part(
          partTitles.attendance,
          held.attendance.length === 0
            ? []
            : [
                table({
                  caption: 'Sessions',
                  columns: [
                    textColumn('Snapshot'),
                    textColumn('Possible'),
                    textColumn('Authorised absence'),
                    textColumn('Unauthorised absence'),
                    textColumn('Late'),
                  ],
                  rows: held.attendance.map((row) => [
                    row.snapshot,
                    String(row.possibleSessions),
                    String(row.authorisedAbsence),
                    String(row.unauthorisedAbsence),
                    String(row.late),
                  ]),
                }),
              ],
          'No attendance is held.',
        )
      : []),
    ...(held.suspensions
      ? part(
          partTitles.suspensions,
          held.suspensions.length === 0
            ? []
            : [
                table({
                  caption: 'Suspensions and exclusions',
                  columns: [
                    textColumn('Snapshot'),
                    textColumn('Kind'),
                    textColumn('Began'),
                    textColumn('Sessions'),
                    textColumn('Reasons'),
                  ],
                  rows: held.suspensions.map((row) => [
                    row.snapshot,
                    row.kind,
                    date(row.startedOn),
                    orNone(row.sessions),
                    row.reasons.join(', ') || 'Not recorded',
                  ]),
                }),
              ],
          'None is held.',
        )
      : []),
  ];
}

function files({ held }: Answer): Block[] {
  return [
    ...(held.fileRows
      ? part(
          partTitles.fileRows,
          held.fileRows.flatMap((row) => [
            heading(2, `${row.snapshot}, ${row.file}, line ${row.line}`),
            ...(row.inQuarantine === null ? [] : [paragraph(`Not brought in as it stands: ${row.inQuarantine}.`)]),
            bullets(Object.entries(row.cells).map(([name, cell]) => `${name}: ${cell}`)),
          ]),
          'No file is kept that holds a row of this pupil.',
        )
      : []),
    ...(held.readings
      ? part(
          partTitles.readings,
          held.readings.length === 0
            ? []
            : [
                table({
                  caption: 'Readings',
                  columns: [textColumn('When'), textColumn('What'), textColumn('Role')],
                  rows: held.readings.map((row) => [
                    longMoment(Temporal.Instant.from(row.at)),
                    row.snapshot ? `${row.what}, ${row.snapshot}` : row.what,
                    row.reader ? `${row.reader}, ${row.role}` : row.role,
                  ]),
                }),
              ],
          'Nobody has opened this pupil’s data.',
        )
      : []),
  ];
}

/** The answer to a request for access, to be read: each part that the review lets out. */
export function accessDocument(answer: Answer, trust: string, today: Temporal.PlainDate): DocumentTree {
  const out = Object.keys(answer.leftOut).length;
  const named = answer.held.identity ? pupilName(answer.pupil) : 'One pupil';
  return {
    title: 'What Cairn holds',
    subtitle: named,
    organisation: trust,
    language: 'en-GB',
    classification: 'Personal: for the pupil and whoever asked for them',
    date: today,
    details: [
      { label: 'School', value: answer.pupil.school },
      { label: 'Asked on', value: longDate(answer.askedOn) },
      { label: 'Made on', value: longDate(today) },
    ],
    blocks: [
      paragraph(
        'This is what the Trust’s school-improvement system holds of this pupil: what the school put into its termly snapshots, the files that it came in, and when it was looked at. The school’s own systems hold more, and answer for it themselves.',
      ),
      ...(out > 0
        ? [
            paragraph(
              `${out === 1 ? 'One part' : `${out} parts`} of what is held ${out === 1 ? 'has' : 'have'} been left out. The covering letter says why, and how to complain.`,
            ),
          ]
        : []),
      ...identity(answer),
      ...onRoll(answer),
      ...tables(answer),
      ...files(answer),
    ],
  };
}
