import { describe, expect, it } from 'vitest';
import { csvOf, readAll } from './read-all.ts';

/**
 * The columns of Ofsted’s files of all inspections in a year (one row an inspection) and of the latest inspections, found in public code that reads
 * them (data/ATTRIBUTION.md says where). The schools are invented.
 */
const csv = (header: readonly string[], rows: readonly Readonly<Record<string, string>>[]) =>
  csvOf(header, rows, 'NULL');

const COMMON = ['Web Link (opens in new window)', 'URN', 'LAESTAB', 'School name', 'Ofsted phase', 'Type of education'];

describe('management information: inspections in the year', () => {
  it('since November 2025: each report card, and no visit without grades', async () => {
    const header = [
      ...COMMON,
      'Inspection number',
      'Inspection type',
      'Inspection type grouping',
      'Event type grouping',
      'Inspection start date',
      'Publication date',
      'Outcomes for legacy monitoring inspections',
      'Category of concern',
      'Safeguarding standards',
      'Inclusion',
      'Curriculum and teaching',
      'Achievement',
      'Attendance and behaviour',
      'Personal development and wellbeing',
      'Early years (where applicable)',
      'Post-16 provision (where applicable)',
      'Leadership and governance',
    ];
    const { inspections, problems, recognition } = await readAll(
      csv(header, [
        {
          URN: '900001',
          LAESTAB: '8914999',
          'School name': 'Invented School',
          'Inspection number': '10500001',
          'Inspection type': 'Full inspection',
          'Inspection start date': '03/02/2026',
          'Publication date': '10/03/2026',
          'Safeguarding standards': 'Met',
          Inclusion: 'Expected standard',
          'Curriculum and teaching': 'Strong standard',
          'Early years (where applicable)': 'Not applicable',
        },
        {
          URN: '900001',
          LAESTAB: '8914999',
          'School name': 'Invented School',
          'Inspection number': '10500002',
          'Inspection type': 'Monitoring inspection',
          'Inspection start date': '03/06/2026',
          'Outcomes for legacy monitoring inspections': 'Effective action',
        },
      ]),
    );
    expect(recognition.kind).toBe('ofsted_2025');
    expect(inspections).toMatchObject([
      {
        urn: '900001',
        kind: 'report_card',
        inspectionNumber: '10500001',
        ofPredecessor: false,
        grades: { inclusion: { kind: 'name', grade: 'expected_standard' } },
      },
    ]);
    expect(problems.total).toBe(0);
  });

  it('before: graded and ungraded inspections, and no monitoring visit', async () => {
    const header = [
      ...COMMON,
      'Inspection number',
      'Inspection type',
      'Inspection type grouping',
      'Event type grouping',
      'Inspection start date',
      'Publication date',
      'Did the latest ungraded inspection convert to a graded inspection?',
      'Outcomes for ungraded and monitoring inspections',
      'Overall effectiveness',
      'Category of concern',
      'Quality of education',
      'Behaviour and attitudes',
      'Personal development',
      'Effectiveness of leadership and management',
      'Safeguarding is effective',
      'Early years provision (where applicable)',
      'Sixth form provision (where applicable)',
    ];
    const school = { URN: '900001', LAESTAB: '8914999', 'School name': 'Invented School' };
    const { inspections, problems, recognition } = await readAll(
      csv(header, [
        {
          ...school,
          'Inspection number': '10300001',
          'Inspection type': 'S5 Inspection',
          'Inspection start date': '12/11/2024',
          'Overall effectiveness': 'Not judged',
          'Quality of education': '2',
          'Safeguarding is effective': 'Yes',
          'Sixth form provision (where applicable)': '9',
        },
        {
          ...school,
          'Inspection number': '10300002',
          'Inspection type': 'S8 Ungraded Inspection',
          'Inspection start date': '13/09/2023',
          'Overall effectiveness': '9',
          'Outcomes for ungraded and monitoring inspections': 'School remains Good',
        },
        {
          ...school,
          'Inspection number': '10300003',
          'Inspection type': 'S8 Monitoring Inspection',
          'Outcomes for ungraded and monitoring inspections': 'Leaders are taking effective action',
        },
      ]),
    );
    expect(recognition.kind).toBe('ofsted_oeif');
    expect(inspections).toMatchObject([
      {
        kind: 'graded',
        inspectionNumber: '10300001',
        safeguarding: 'met',
        grades: { overall_effectiveness: { kind: 'not_judged' }, quality_of_education: { kind: 'number', grade: 2 } },
      },
      {
        kind: 'ungraded',
        inspectionNumber: '10300002',
        outcome: 'School remains Good',
        startDate: Temporal.PlainDate.from('2023-09-13'),
        grades: {},
      },
    ]);
    expect(problems.total).toBe(0);
  });
});

describe('management information to 31 August 2025: latest inspections', () => {
  it('has its columns by the names of 2022 to 2025: graded, previous and ungraded, of today’s school and of its predecessor', async () => {
    const latest = (which: string) => [
      `Does the ${which} graded inspection relate to the URN of the current school?`,
      `URN at time of ${which} graded inspection`,
      `LAESTAB at time of ${which} graded inspection`,
      `School name at time of ${which} graded inspection`,
      `School type at time of ${which} graded inspection`,
    ];
    const areas = [
      'uality of education',
      'ehaviour and attitudes',
      'ersonal development',
      'ffectiveness of leadership and management',
      'afeguarding is effective?',
      'arly years provision (where applicable)',
      'ixth form provision (where applicable)',
    ];
    const first = ['Q', 'B', 'P', 'E', 'S', 'E', 'S'];
    const header = [
      ...COMMON,
      'Latest ungraded inspection number since last graded inspection',
      'Does the ungraded inspection relate to the URN of the current school?',
      'URN at time of the ungraded inspection',
      'LAESTAB at time of the ungraded inspection',
      'School name at time of the ungraded inspection',
      'School type at time of the ungraded inspection',
      'Number of ungraded inspections since the last graded inspection',
      'Date of latest ungraded inspection',
      'Ungraded inspection publication date',
      'Did the latest ungraded inspection convert to a graded inspection?',
      'Ungraded inspection overall outcome',
      'Number of monitoring and urgent inspections since last graded inspection',
      'Inspection number of latest graded inspection',
      'Inspection type',
      'Inspection type grouping',
      'Event type grouping',
      'Inspection start date',
      'Inspection end date',
      'Publication date',
      ...latest('latest'),
      'Overall effectiveness',
      'Category of concern',
      ...areas.map((name, at) => `${first[at]}${name}`),
      'Previous graded inspection number',
      'Previous inspection start date',
      'Previous inspection end date',
      'Previous publication date',
      ...latest('previous'),
      'Previous graded inspection overall effectiveness',
      'Previous category of concern',
      ...areas.map((name, at) => `Previous ${first[at]?.toLowerCase()}${name}`),
    ];
    const { inspections, problems } = await readAll(
      csv(header, [
        {
          URN: '900001',
          LAESTAB: '8914999',
          'School name': 'Invented School',
          'Latest ungraded inspection number since last graded inspection': '103',
          'URN at time of the ungraded inspection': '900001',
          'School name at time of the ungraded inspection': 'Invented School',
          'Date of latest ungraded inspection': '05/03/2025',
          'Ungraded inspection publication date': '25/04/2025',
          'Ungraded inspection overall outcome': 'Standards maintained',
          'Inspection number of latest graded inspection': '102',
          'Inspection start date': '10/03/2020',
          'Does the latest graded inspection relate to the URN of the current school?': 'Yes',
          'URN at time of latest graded inspection': '900001',
          'Overall effectiveness': '2',
          'Quality of education': '2',
          'Safeguarding is effective?': 'Yes',
          'Previous graded inspection number': '101',
          'Previous inspection start date': '01/02/2016',
          'Does the previous graded inspection relate to the URN of the current school?': 'No',
          'URN at time of previous graded inspection': '900009',
          'School name at time of previous graded inspection': 'Older School',
          'Previous graded inspection overall effectiveness': '3',
          'Previous category of concern': 'NULL',
          'Previous safeguarding is effective?': '9',
        },
      ]),
    );
    expect(inspections).toMatchObject([
      { kind: 'graded', which: 'latest', inspectionNumber: '102', ofPredecessor: false, safeguarding: 'met' },
      {
        kind: 'graded',
        which: 'previous',
        inspectionNumber: '101',
        ofPredecessor: true,
        nameAtTime: 'Older School',
        grades: { overall_effectiveness: { kind: 'number', grade: 3 } },
      },
      { kind: 'ungraded', inspectionNumber: '103', outcome: 'Standards maintained' },
    ]);
    expect(problems.total).toBe(0);
  });
});
