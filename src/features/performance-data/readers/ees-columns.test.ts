import { describe, expect, it } from 'vitest';
import { csvOf, readAll } from './read-all.ts';
import type { SchoolFigure } from './types.ts';

/**
 * Column names as DfE writes them, found in public code that reads its downloads (data/ATTRIBUTION.md says where). Schools and numbers
 * are invented.
 */
const found = (figures: readonly SchoolFigure[], measure: string, group = 'all') =>
  figures.filter((figure) => figure.measure === measure && figure.group === group);
const shown = (figures: readonly SchoolFigure[], measure: string, group = 'all') =>
  found(figures, measure, group).map(({ figure }) => (figure.kind === 'value' ? figure.value : figure.kind));
const columns = (text: string) => text.split(',').map((name) => name.trim());

describe('key stage 2 of Explore Education Statistics', () => {
  it('reads the school file: subjects, groups, and not the three-year average', async () => {
    const HEADER =
      'time_period,time_identifier,geographic_level,school_urn,school_laestab,old_la_code,version,breakdown_topic,breakdown,subject,expected_standard_pupil_percent,higher_standard_pupil_percent,average_scaled_score,progress_measure_score,progress_measure_lower_conf_interval,progress_measure_upper_conf_interval';
    const row = {
      time_period: '202425',
      time_identifier: 'Academic year',
      geographic_level: 'School',
      school_urn: '900002',
      version: 'Revised',
      subject: 'Reading, writing and maths',
    };
    const { figures, problems } = await readAll(
      csvOf(columns(HEADER), [
        { ...row, breakdown_topic: 'All pupils', breakdown: 'Total', expected_standard_pupil_percent: '62' },
        { ...row, breakdown: 'Disadvantaged', expected_standard_pupil_percent: '48' },
        { ...row, breakdown: 'Not known to be disadvantaged', expected_standard_pupil_percent: '70' },
        { ...row, breakdown: 'Known or believed to be other than English', expected_standard_pupil_percent: '59' },
        { ...row, breakdown: 'Non mobile', expected_standard_pupil_percent: '64' },
        {
          ...row,
          breakdown_topic: 'Average (2023 to 2025)',
          breakdown: '3 year average',
          expected_standard_pupil_percent: '60',
        },
      ]),
    );
    expect(
      figures.filter(({ measure }) => measure === 'ks2_rwm_expected').map(({ group, figure }) => [group, figure]),
    ).toEqual([
      ['all', { kind: 'value', value: 62 }],
      ['disadvantaged', { kind: 'value', value: 48 }],
      ['not_disadvantaged', { kind: 'value', value: 70 }],
      ['eal', { kind: 'value', value: 59 }],
      ['non_mobile', { kind: 'value', value: 64 }],
    ]);
    expect(problems.list).toMatchObject([{ severity: 'note' }]);
  });

  it('reads England’s and the authorities’ file, where each group is a column and all others say Total', async () => {
    const HEADER =
      'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,establishment_type_group,subject,breakdown_topic,breakdown,sex,disadvantage_status,fsm_status,ethnicity_major,ethnicity_minor,first_language,month_of_birth,sen_provision,sen_primary_need,establishment_count,eligible_pupil_count,expected_standard_pupil_count,higher_standard_pupil_count,expected_standard_pupil_percent,higher_standard_pupil_percent,average_scaled_score,progress_measure_score,progress_measure_lower_conf_interval,progress_measure_upper_conf_interval';
    const row = {
      time_period: '202425',
      time_identifier: 'Academic year',
      geographic_level: 'National',
      establishment_type_group: 'All state funded',
      subject: 'Maths',
      ...Object.fromEntries(
        ['breakdown', 'sex', 'disadvantage_status', 'fsm_status', 'ethnicity_major', 'first_language'].map((name) => [
          name,
          'Total',
        ]),
      ),
    };
    const { figures, recognition, problems } = await readAll(
      csvOf(columns(HEADER), [
        { ...row, sex: 'Boys', fsm_status: 'FSM', expected_standard_pupil_percent: '55' },
        { ...row, sex: 'Boys', expected_standard_pupil_percent: '74' },
        { ...row, breakdown: 'Disadvantaged all other', expected_standard_pupil_percent: '80' },
        {
          ...row,
          breakdown: 'Disadvantaged',
          disadvantage_status: 'Disadvantaged',
          expected_standard_pupil_percent: '61',
        },
        { ...row, expected_standard_pupil_percent: '74.5' },
        { ...row, establishment_type_group: 'Free schools', expected_standard_pupil_percent: '77' },
        { ...row, geographic_level: 'Local authority', old_la_code: '891', expected_standard_pupil_percent: '71' },
      ]),
    );
    expect(recognition).toMatchObject({ kind: 'ks2_tables', academicYear: 'rows' });
    const maths = figures.filter(({ measure }) => measure === 'ks2_maths_expected');
    expect(maths.map(({ level, areaCode, group, figure }) => [level, areaCode, group, figure])).toEqual([
      ['england_state', undefined, 'boys', { kind: 'value', value: 74 }],
      ['england_state', undefined, 'not_disadvantaged', { kind: 'value', value: 80 }],
      ['england_state', undefined, 'disadvantaged', { kind: 'value', value: 61 }],
      ['england_state', undefined, 'all', { kind: 'value', value: 74.5 }],
      ['la', '891', 'all', { kind: 'value', value: 71 }],
    ]);
    expect(problems.list.every(({ severity }) => severity === 'note')).toBe(true);
  });
});

describe('key stage 4 of Explore Education Statistics, 2023/24', () => {
  it('reads the school file by the names in DfE’s own guidance', async () => {
    const names = columns(
      'time_period,time_identifier,geographic_level,school_urn,version,breakdown,t_pupils,avg_att8,avg_p8score,p8score_ci_low,p8score_ci_upp,avg_ebaccaps,pt_ebacc_e_ptq_ee,pt_ebacc_95,pt_l2basics_94,pt_l2basics_95,avg_gcse_e,pt_triplesci_e',
    );
    const row = {
      time_period: '202324',
      time_identifier: 'Academic year',
      geographic_level: 'School',
      version: 'Final',
    };
    const numbers = Object.fromEntries(names.slice(6).map((name, at) => [name, String(at + 10)]));
    const { figures, problems } = await readAll(
      csvOf(names, [{ ...row, ...numbers, school_urn: '900001', breakdown: 'Total' }]),
    );
    const read = ['attainment8', 'progress8', 'ebacc_aps', 'ebacc_entry', 'ebacc_5plus', 'english_maths_4plus'];
    expect([...read, 'english_maths_5plus'].map((id) => shown(figures, id)[0])).toEqual([11, 12, 15, 16, 17, 18, 19]);
    expect(found(figures, 'progress8')[0]).toMatchObject({ interval: { lower: 13, upper: 14 } });
    expect(problems.total).toBe(0);
  });
});

describe('absence of Explore Education Statistics', () => {
  const HEADER =
    'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,education_phase,school_urn,school_laestab,school_name,num_schools,enrolments,sess_possible,sess_overall,sess_overall_percent,sess_authorised_percent,sess_unauthorised_percent,enrolments_pa_10_exact,enrolments_pa_10_exact_percent,enrolments_pa_50_exact,enrolments_pa_50_exact_percent';
  const row = { time_period: '202425', time_identifier: 'Academic year', geographic_level: 'National' };

  it('keeps England and the authorities by type of school, never the first one for all', async () => {
    const { figures, problems } = await readAll(
      csvOf(columns(HEADER.replace('school_urn,school_laestab,school_name,', '')), [
        { ...row, education_phase: 'State-funded primary', sess_overall_percent: '5.24' },
        { ...row, education_phase: 'State-funded secondary', sess_overall_percent: '8.52' },
        { ...row, education_phase: 'Special', sess_overall_percent: '12.8' },
        { ...row, education_phase: 'Total', sess_overall_percent: '6.88' },
        {
          ...row,
          geographic_level: 'Local authority',
          old_la_code: '891',
          education_phase: 'State-funded secondary',
          sess_overall_percent: '8.9',
        },
        { ...row, geographic_level: 'Regional', education_phase: 'Total', sess_overall_percent: '7' },
      ]),
    );
    expect(
      found(figures, 'absence_overall').map(({ level, areaCode, phase, figure }) => [level, areaCode, phase, figure]),
    ).toEqual([
      ['england_state', undefined, 'primary', { kind: 'value', value: 5.24 }],
      ['england_state', undefined, 'secondary', { kind: 'value', value: 8.52 }],
      ['england_state', undefined, 'special', { kind: 'value', value: 12.8 }],
      ['england_state', undefined, undefined, { kind: 'value', value: 6.88 }],
      ['la', '891', 'secondary', { kind: 'value', value: 8.9 }],
    ]);
    expect(problems.list).toMatchObject([{ severity: 'note' }]);
  });

  it('reads the school file, and leaves out a part of a year', async () => {
    const school = {
      ...row,
      geographic_level: 'School',
      school_urn: '900001',
      education_phase: 'State-funded secondary',
    };
    const { figures, problems } = await readAll(
      csvOf(
        [...columns(HEADER), 'year_breakdown'],
        [
          { ...school, time_identifier: 'Autumn and spring term', sess_overall_percent: '7.1' },
          { ...school, year_breakdown: 'Five half terms', sess_overall_percent: '7.9' },
          {
            ...school,
            year_breakdown: 'Six half terms',
            enrolments: '900',
            sess_overall_percent: '8.2',
            enrolments_pa_10_exact_percent: '22.4',
            enrolments_pa_50_exact_percent: '2.1',
          },
        ],
      ),
    );
    expect(found(figures, 'absence_overall')).toMatchObject([{ urn: '900001', figure: { value: 8.2 }, cohort: 900 }]);
    expect(shown(figures, 'absence_severe')).toEqual([2.1]);
    expect(problems.list).toMatchObject([
      { line: 2, severity: 'note', message: expect.stringContaining('Autumn and spring term') },
      { line: 3, severity: 'note', message: expect.stringContaining('Five half terms') },
    ]);
  });
});

describe('rows of an authority and of England without a code', () => {
  it('are told by NAT in a destinations file, and passed over without an authority’s number in a census file', async () => {
    const destinations = await readAll(
      'RECTYPE,LEA,ESTAB,URN,COHORT,OVERALL_DESTPER\nNAT,,,,600000,93%\nLA,891,,,8000,92%\n',
      {
        academicYear: '202425',
      },
    );
    expect(found(destinations.figures, 'destination_overall').map(({ level, areaCode }) => [level, areaCode])).toEqual([
      ['england_state', undefined],
      ['la', '891'],
    ]);
    const census = await readAll('URN,LA,ESTAB,NOR,PNUMEAL\nLA,,PRI,2000,10\nLA,891,SEC,1000,11\n', {
      academicYear: '202425',
    });
    expect(found(census.figures, 'census_eal').map(({ level, areaCode, phase }) => [level, areaCode, phase])).toEqual([
      ['la', '891', 'secondary'],
    ]);
    expect(census.problems.list).toMatchObject([{ severity: 'note' }]);
  });
});
