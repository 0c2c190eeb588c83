import { describe, expect, it } from 'vitest';
import { csvOf, readAll } from './read-all.ts';
import type { SchoolFigure } from './types.ts';

/**
 * Column names as DfE writes them, found in public code that reads its downloads (data/ATTRIBUTION.md says where). Schools with a URN
 * that begins with 9 are invented, with invented numbers; the one real row is a school’s of 2024/25 as published.
 */
const found = (figures: readonly SchoolFigure[], measure: string, group = 'all') =>
  figures.filter((figure) => figure.measure === measure && figure.group === group);
const shown = (figures: readonly SchoolFigure[], measure: string, group = 'all') =>
  found(figures, measure, group).map(({ figure }) => (figure.kind === 'value' ? figure.value : figure.kind));
const columns = (text: string) => text.split(',').map((name) => name.trim());

describe('16 to 18 tables, 2022/23 to 2024/25', () => {
  const HEADER = `RECTYPE,LEA,ESTAB,URN,SCHNAME,NFTYPE,TPUP1618,TALLPUP_1618,TALLPUP_ALEV_1618,TALLPPE_ALEV_1618,TALLPPEGRD_ALEV_1618,
    TALLPUP_ACAD_1618,TALLPPE_ACAD_1618,TALLPPEGRD_ACAD_1618,TALLPUP_AGEN,TALLPPE_AGEN,TALLPPEGRD_AGEN,TALLPUP_TLEV,TALLPPE_TLEV,TALLPPEGRD_TLEV,
    TALLPPE_TechCert,TALLPPE_ALEV_1618_DIS,TALLPPE_ALEV_1618_NOTDIS,TALLPUP_ALEV_1618_DIS,TALLPPE_AGEN_DIS,TALLPPE_AGEN_NOTDIS,TALLPPE_TLEV_DIS,
    VA_INS_ALEV,LCI_INS_ALEV,UCI_INS_ALEV,PROGRESS_BAND_ALEV,VA_INS_ALEV_DIS,LCI_INS_ALEV_DIS,UCI_INS_ALEV_DIS,VA_INS_AGEN,PROGRESS_BAND_AGEN,
    VA_INS_TLEV,LCI_INS_TLEV,UCI_INS_TLEV,PROGRESS_BAND_TLEV,VA_INS_TLEV_NOTDIS,TB3PTSE,TB3PTSE_GRD,PTAAB_2FAC,PT_Retained_ALEV_Ret,
    PT_Retained_TLEV_Ret,TALLPPE_ALEV_1618_24,TALLPPE_TLEV_24`;
  const file = csvOf(columns(HEADER), [
    {
      RECTYPE: '1',
      LEA: '891',
      ESTAB: '4999',
      URN: '900001',
      SCHNAME: 'Invented Sixth Form',
      TALLPUP_ALEV_1618: '80',
      TALLPPE_ALEV_1618: '33.28',
      TALLPPE_ACAD_1618: '33.4',
      TALLPUP_AGEN: '25',
      TALLPPE_AGEN: '29.19',
      TALLPUP_TLEV: '12',
      TALLPPE_TLEV: '27.5',
      TALLPPE_ALEV_1618_DIS: '30.1',
      TALLPPE_ALEV_1618_NOTDIS: '34',
      TALLPUP_ALEV_1618_DIS: '14',
      TALLPPE_AGEN_DIS: '28',
      TALLPPE_AGEN_NOTDIS: 'SUPP',
      TALLPPE_TLEV_DIS: 'NE',
      VA_INS_ALEV: '-0.08',
      VA_INS_ALEV_DIS: '-0.2',
      LCI_INS_ALEV_DIS: '-0.5',
      UCI_INS_ALEV_DIS: '0.1',
      VA_INS_AGEN: '0.3',
      PROGRESS_BAND_AGEN: '2',
      VA_INS_TLEV: '0.4',
      LCI_INS_TLEV: '0.1',
      UCI_INS_TLEV: '0.7',
      PROGRESS_BAND_TLEV: '2',
      VA_INS_TLEV_NOTDIS: '0.5',
      PT_Retained_TLEV_Ret: '91%',
      TALLPPE_ALEV_1618_24: '32.5',
      TALLPPE_TLEV_24: '26',
    },
    { RECTYPE: '4', LEA: '891', TALLPPE_ALEV_1618: '33', TALLPPE_TLEV: '28.1' },
    { RECTYPE: '5', TALLPPE_ALEV_1618: '35.5', TALLPPE_TLEV: '28.4' },
    { RECTYPE: '7', TALLPPE_ALEV_1618: '34.5', TALLPPE_TLEV: '28.3' },
  ]);

  it('gives A level, academic, applied general and tech level results with their cohorts', async () => {
    const { figures, recognition, problems } = await readAll(file, { fileName: 'england_ks5final.csv' });
    expect(recognition).toMatchObject({ kind: 'ks5_tables', academicYear: '202425', yearFrom: 'columns' });
    const own = figures.filter(({ urn, fromLaterFile }) => urn === '900001' && !fromLaterFile);
    expect(found(own, 'ks5_applied_general_aps')).toMatchObject([{ figure: { value: 29.19 }, cohort: 25 }]);
    expect(found(own, 'ks5_tech_level_aps')).toMatchObject([{ figure: { value: 27.5 }, cohort: 12 }]);
    expect(shown(own, 'ks5_academic_aps')).toEqual([33.4]);
    expect(shown(own, 'ks5_tech_level_progress_band')).toEqual([2]);
    expect(shown(own, 'ks5_tech_level_retained')).toEqual([91]);
    expect(found(own, 'ks5_tech_level_value_added')).toMatchObject([
      { figure: { value: 0.4 }, interval: { lower: 0.1, upper: 0.7 } },
    ]);
    expect(problems.total).toBe(0);
  });

  it('gives disadvantaged students beside the others, for each kind of qualification', async () => {
    const { figures } = await readAll(file, { fileName: 'england_ks5final.csv' });
    expect(found(figures, 'ks5_a_level_aps', 'disadvantaged')[0]).toMatchObject({
      figure: { value: 30.1 },
      cohort: 14,
    });
    expect(found(figures, 'ks5_a_level_value_added', 'disadvantaged')[0]).toMatchObject({
      figure: { value: -0.2 },
      interval: { lower: -0.5, upper: 0.1 },
    });
    expect(shown(figures, 'ks5_applied_general_aps', 'disadvantaged')[0]).toBe(28);
    expect(shown(figures, 'ks5_applied_general_aps', 'not_disadvantaged')[0]).toBe('suppressed');
    expect(shown(figures, 'ks5_tech_level_aps', 'disadvantaged')[0]).toBe('no_entries');
    expect(shown(figures, 'ks5_tech_level_value_added', 'not_disadvantaged')[0]).toBe(0.5);
  });

  it('gives last year’s columns under last year, and the rows of the authority and of England', async () => {
    const { figures } = await readAll(file, { fileName: 'england_ks5final.csv' });
    const tech = found(figures, 'ks5_tech_level_aps');
    expect(tech.filter(({ academicYear }) => academicYear === '202324')[0]).toMatchObject({
      figure: { value: 26 },
      fromLaterFile: true,
    });
    const year = tech.filter(({ academicYear }) => academicYear === '202425');
    expect(year.map(({ level, figure }) => [level, figure])).toEqual([
      ['school', { kind: 'value', value: 27.5 }],
      ['la', { kind: 'value', value: 28.1 }],
      ['england', { kind: 'value', value: 28.4 }],
      ['england_state', { kind: 'value', value: 28.3 }],
    ]);
  });
});

describe('16 to 18 results of Explore Education Statistics (institution_performance)', () => {
  const HEADER =
    `time_period,time_identifier,geographic_level,country_code,country_name,version,old_la_code,new_la_code,la_name,school_name,school_urn,
    school_laestab,disadvantage_status,exam_cohort,end1618_student_count,aps_per_entry,aps_per_entry_grade,aps_per_entry_student_count,
    retained_percent,retained_assessed_percent,retained_student_count,retained_2nd_year_percent,retained_2nd_year_student_count,value_added,
    value_added_upper_ci,value_added_lower_ci,progress_banding,best_three_alevels_aps,best_three_alevels_grade,best_three_alevels_student_count,
    aab_percent,aab_student_count,level_3_maths_percent,level_3_maths_student_count,vocational_percent,vocational_student_count,maths_progress,
    maths_progress_entries_percent,maths_progress_inscope_count,english_progress,english_progress_entries_percent,english_progress_inscope_count`.replaceAll(
      /\s+/g,
      '',
    );
  const about = { time_period: '202425', time_identifier: 'Academic year', geographic_level: 'School' };

  it('gives a published A level row once, whatever else the school has', async () => {
    const { figures, recognition, problems } = await readAll(
      csvOf(columns(HEADER), [
        {
          ...about,
          school_urn: '100003',
          disadvantage_status: 'Total',
          exam_cohort: 'A level',
          aps_per_entry: '50.44',
          aps_per_entry_grade: 'A',
          aps_per_entry_student_count: '167',
          retained_percent: 'z',
          value_added: '0.18',
          progress_banding: 'Above average',
          best_three_alevels_aps: '50.58',
          best_three_alevels_grade: 'A',
          aab_percent: '65.7',
        },
        {
          ...about,
          school_urn: '100003',
          disadvantage_status: 'Total',
          exam_cohort: 'Academic',
          best_three_alevels_aps: 'z',
          aab_percent: 'z',
        },
      ]),
    );
    expect(recognition).toMatchObject({ kind: 'ks5_tables', academicYear: 'rows' });
    expect(found(figures, 'ks5_a_level_aps')).toMatchObject([{ figure: { value: 50.44 }, cohort: 167 }]);
    expect(shown(figures, 'ks5_a_level_value_added')).toEqual([0.18]);
    expect(shown(figures, 'ks5_a_level_progress_band')).toEqual([2]);
    expect(shown(figures, 'ks5_a_level_retained')).toEqual(['not_applicable']);
    expect(shown(figures, 'ks5_best_three')).toEqual([50.58]);
    expect(shown(figures, 'ks5_aab')).toEqual([65.7]);
    expect(problems.total).toBe(0);
  });

  it('never takes disadvantaged students for all students', async () => {
    const row = { ...about, school_urn: '900001', exam_cohort: 'Tech level' };
    const { figures, problems } = await readAll(
      csvOf(columns(HEADER), [
        { ...row, disadvantage_status: 'Disadvantaged', aps_per_entry: '24' },
        { ...row, disadvantage_status: 'Not known to be disadvantaged', aps_per_entry: '29' },
        { ...row, disadvantage_status: 'Total', aps_per_entry: '27.5' },
      ]),
    );
    expect(shown(figures, 'ks5_tech_level_aps')).toEqual([27.5]);
    expect(shown(figures, 'ks5_tech_level_aps', 'disadvantaged')).toEqual([24]);
    expect(shown(figures, 'ks5_tech_level_aps', 'not_disadvantaged')).toEqual([29]);
    expect(problems.total).toBe(0);
  });
});
