import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPerformanceFile } from './read-performance-file.ts';

const HEADS = [
  'URN,LEA,ESTAB,TPUP,ATT8SCR,P8MEA,P8CILOW,P8CIUPP,PTL2BASICS_95,ATT8SCR_18',
  'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
  ',URN,Group UID,Group Name,Companies House Number,Joined date',
  'URN,LA (code),EstablishmentNumber,EstablishmentName,OpenDate,NumberOfPupils',
  'URN,LAESTAB,School name,Inspection number of latest full inspection,Inspection start date,Overall effectiveness,Category of concern',
  'school_urn,time_period,geographic_level,subject,breakdown,average_scaled_score,expected_standard_pupil_percent',
  'LA,ESTAB,URN,PERCTOT,PPERSABS10',
];

const word = fc.constantFrom(
  '138832',
  'NAT',
  '',
  'SUPP',
  'z',
  '12%',
  '0.5',
  '8914117',
  '202324',
  '31/02/2020',
  '2022-02-28',
  '__proto__',
  'constructor',
  'NEW',
);
const cell = fc.oneof(
  word,
  fc.string({ maxLength: 12 }).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const rows = fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 });

it('any cells under any known header end as typed rows or as problems with a line and words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...HEADS), rows, async (head, body) => {
      const bytes = Buffer.from([head, ...body.map((cells) => cells.join(','))].join('\r\n'));
      const file = await readPerformanceFile(bytes, { fileName: 'x_2018-19_final.csv', academicYear: '201819' });
      if (!file.ok) throw new Error(file.problem.message);
      for await (const batch of file.content.rows) {
        expect(batch.line).toBeGreaterThan(1);
        for (const item of batch.items) {
          if ('figure' in item && item.figure.kind === 'value') expect(Number.isFinite(item.figure.value)).toBe(true);
          if ('level' in item && item.level === 'school') expect(item.urn).toMatch(/^\d{6}$/);
        }
      }
      for (const problem of file.problems.list) {
        expect(problem.message).toMatch(/\.$/);
        expect(problem.line).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 500 },
  );
});

it('any bytes at all are refused or read, never thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...HEADS, ''), fc.uint8Array({ maxLength: 2_000 }), async (head, bytes) => {
      const file = await readPerformanceFile(Buffer.concat([Buffer.from(`${head}\n`), bytes]), {
        academicYear: '201819',
      });
      if (file.ok) for await (const batch of file.content.rows) expect(batch.items.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
