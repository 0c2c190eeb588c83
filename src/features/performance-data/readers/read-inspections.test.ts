import { describe, expect, it } from 'vitest';
import { areaGrade } from './inspection.ts';
import { readAll } from './read-all.ts';

describe('grades', () => {
  it.each(['9', '8', 'Not judged', 'Not applicable', 'NULL', '', '0'])('“%s” is not a grade', (text) => {
    const grade = areaGrade(text, 'oeif');
    expect(grade === undefined || (grade !== 'unknown' && grade.kind.startsWith('not_'))).toBe(true);
  });

  it('of the two frameworks never mix', () => {
    expect(areaGrade('2', 'oeif')).toEqual({ kind: 'number', grade: 2 });
    expect(areaGrade('2', '2025')).toBe('unknown');
    expect(areaGrade('Strong standard', '2025')).toEqual({ kind: 'name', grade: 'strong_standard' });
    expect(areaGrade('Strong standard', 'oeif')).toBe('unknown');
    expect(areaGrade('5', 'oeif')).toBe('unknown');
  });
});

describe('management information', () => {
  it('before November 2025: latest, previous and ungraded, each with the URN it was of', async () => {
    const { inspections } = await readAll(
      `URN,LAESTAB,School name,Inspection number of latest graded inspection,Inspection type,Inspection start date,Publication date,URN at time of latest graded inspection,Overall effectiveness,Category of concern,Quality of education,Safeguarding is effective?,Early years provision (where applicable),Previous graded inspection number,Previous inspection start date,URN at time of previous graded inspection,Previous graded inspection overall effectiveness,Latest ungraded inspection number since last graded inspection,Date of latest ungraded inspection,Ungraded inspection overall outcome
148313,8912274,A Primary,10298492,S5 Inspection,28/02/2024,24/04/2024,122539,Not judged,SWK,3,No,9,ITS1,01/02/2018,122539,2,10300000,01/03/2025,School remains Good
148314,8912275,B Primary,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL
`,
    );
    expect(inspections).toHaveLength(3);
    expect(inspections[0]).toEqual({
      urn: '148313',
      laestab: '8912274',
      schoolName: 'A Primary',
      framework: 'oeif',
      kind: 'graded',
      which: 'latest',
      inspectionNumber: '10298492',
      inspectionType: 'S5 Inspection',
      startDate: Temporal.PlainDate.from('2024-02-28'),
      publicationDate: Temporal.PlainDate.from('2024-04-24'),
      urnAtTime: '122539',
      ofPredecessor: true,
      grades: {
        overall_effectiveness: { kind: 'not_judged' },
        quality_of_education: { kind: 'number', grade: 3 },
        early_years_provision: { kind: 'not_applicable' },
      },
      safeguarding: 'not_met',
      concern: 'SWK',
    });
    expect(inspections[1]).toMatchObject({
      which: 'previous',
      grades: { overall_effectiveness: { kind: 'number', grade: 2 } },
    });
    expect(inspections[2]).toMatchObject({
      kind: 'ungraded',
      outcome: 'School remains Good',
      grades: {},
      ofPredecessor: false,
    });
  });

  it('from November 2025: the report card beside the older grades, in their own scales', async () => {
    const { inspections, problems } = await readAll(
      `URN,LAESTAB,School name,Inspection number of latest full inspection,Inspection start date,URN at time of latest full inspection,Category of concern,Safeguarding standards,Inclusion,Inclusion - date of grade,Curriculum and teaching,Early years (where applicable),Inspection number of latest OEIF graded inspection,URN at time of latest OEIF graded inspection,Latest OEIF overall effectiveness,Latest OEIF  safeguarding is effective?,Latest OEIF quality of education
138865,8814007,A School,10428609,03/02/2026,138865,RSI,Not met,Needs attention,03/02/2026,Excellent,Not applicable,10199766,138865,2,Yes,2
`,
    );
    expect(inspections[0]).toMatchObject({
      framework: '2025',
      kind: 'report_card',
      safeguarding: 'not_met',
      concern: 'RSI',
      grades: { inclusion: { kind: 'name', grade: 'needs_attention' }, early_years: { kind: 'not_applicable' } },
    });
    expect(inspections[0]?.grades.curriculum_and_teaching).toBeUndefined();
    expect(inspections[1]).toMatchObject({
      framework: 'oeif',
      safeguarding: 'met',
      grades: { quality_of_education: { kind: 'number', grade: 2 } },
    });
    expect(problems.list).toMatchObject([{ line: 2, value: 'Excellent', severity: 'cell' }]);
  });

  it('leaves out a section 8 visit that became a graded inspection', async () => {
    const { inspections } = await readAll(
      'LAESTAB,School name,Inspection number of latest full inspection,Overall effectiveness,Does the latest full inspection relate to the URN of the current school?,URN at time of latest full inspection,Latest section 8 inspection of a good and outstanding school number since last full inspection,Did the latest section 8 inspection of a good and outstanding school convert to a full inspection?\n8914117,A,1,2,No,122851,7,Yes\n8914118,B,2,2,Yes,138837,8,No\n',
    );
    expect(inspections.map(({ urn, laestab, kind, ofPredecessor }) => [urn, laestab, kind, ofPredecessor])).toEqual([
      [undefined, '8914117', 'graded', true],
      ['138837', '8914118', 'graded', false],
      [undefined, '8914118', 'ungraded', false],
    ]);
  });
});
