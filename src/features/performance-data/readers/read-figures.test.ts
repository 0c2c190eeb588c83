import { describe, expect, it } from 'vitest';
import { readAll } from './read-all.ts';
import type { SchoolFigure } from './types.ts';

const pick = (figures: readonly SchoolFigure[], measure: string, group = 'all', year?: string) =>
  figures.filter(
    (figure) =>
      figure.measure === measure && figure.group === group && (year === undefined || figure.academicYear === year),
  );
const only = (figures: readonly SchoolFigure[], measure: string, group = 'all', year?: string) =>
  pick(figures, measure, group, year)[0];

describe('a key stage 4 table', () => {
  const HEAD =
    'RECTYPE,LEA,ESTAB,URN,SCHNAME,TPUP,TFSM6CLA1A,ATT8SCR,ATT8SCR_FSM6CLA1A,P8PUP,P8MEA,P8CILOW,P8CIUPP,PTL2BASICS_95,P8_BANDING,ATT8SCR_18';
  const options = { fileName: 'england_ks4final.csv' };

  it('gives each school’s figures with group, cohort and interval', async () => {
    const { figures, recognition, asks } = await readAll(
      `${HEAD}\r\n1,891,4117,138832,A School,119,30,49.1,40.2,110,0.3,0.07,0.56,51%,2,48.2\r\n`,
      options,
    );
    expect(recognition).toMatchObject({
      kind: 'ks4_tables',
      academicYear: '201819',
      yearFrom: 'columns',
      status: 'final',
    });
    expect(asks).toEqual([]);
    expect(only(figures, 'attainment8', 'all', '201819')).toEqual({
      level: 'school',
      urn: '138832',
      laestab: '8914117',
      academicYear: '201819',
      dataset: 'ks4',
      measure: 'attainment8',
      group: 'all',
      figure: { kind: 'value', value: 49.1 },
      cohort: 119,
      status: 'final',
    });
    expect(only(figures, 'attainment8', 'disadvantaged')).toMatchObject({ figure: { value: 40.2 }, cohort: 30 });
    expect(only(figures, 'progress8')).toMatchObject({
      figure: { value: 0.3 },
      cohort: 110,
      interval: { lower: 0.07, upper: 0.56 },
    });
    expect(only(figures, 'english_maths_5plus')).toMatchObject({ figure: { value: 51 } });
    expect(only(figures, 'progress8_band')).toMatchObject({ figure: { value: 2 } });
    expect(only(figures, 'attainment8', 'all', '201718')).toMatchObject({
      figure: { value: 48.2 },
      fromLaterFile: true,
    });
  });

  it('tells schools, authorities and the two national rows by URN and code, not by RECTYPE alone', async () => {
    const rows = [
      '4,891,4117,138832,A,1,,1',
      '1,891,,,,1,,2',
      '4,,,,,1,,3',
      '7, , , , ,1,,4',
      '5,,,,,1,,5',
      '9,,,,,1,,6',
    ];
    const { figures, problems } = await readAll([HEAD, ...rows].join('\n'), options);
    const levels = pick(figures, 'attainment8', 'all', '201819').map(({ level, areaCode, urn, figure }) => [
      level,
      areaCode ?? urn,
      figure,
    ]);
    expect(levels).toEqual([
      ['school', '138832', { kind: 'value', value: 1 }],
      ['la', '891', { kind: 'value', value: 2 }],
      ['england', undefined, { kind: 'value', value: 3 }],
      ['england_state', undefined, { kind: 'value', value: 4 }],
    ]);
    expect(problems.list.map(({ line, severity }) => [line, severity])).toEqual([
      [6, 'row'],
      [7, 'row'],
    ]);
  });

  it('leaves out one field it does not know, and says where', async () => {
    const { figures, problems } = await readAll(
      `${HEAD}\n1,891,4117,138832,A,119,30,wat,40.2,110,0.3,0.07,0.56,51%,2,\n`,
      options,
    );
    expect(pick(figures, 'attainment8', 'all', '201819')).toEqual([]);
    expect(only(figures, 'progress8')).toBeDefined();
    expect(problems.list).toMatchObject([{ line: 2, column: 'ATT8SCR', value: 'wat', severity: 'cell' }]);
  });

  it('reads NEW at the end of a row that stops short as a new school, and other missing cells as missing', async () => {
    const { figures } = await readAll(`${HEAD}\n1,936,4012,145898,New,NEW\n1,936,4013,145899,Old,12\n`, options);
    const [young, old] = pick(figures, 'attainment8', 'all', '201819');
    expect(young?.figure).toEqual({ kind: 'new_school' });
    expect(old?.figure).toEqual({ kind: 'missing' });
  });

  it('keeps the first of two rows of one school', async () => {
    const row = '1,891,4117,138832,A,119,30,';
    const { figures, problems } = await readAll(`${HEAD}\n${row}10\n${row}20\n`, options);
    expect(only(figures, 'attainment8')).toMatchObject({ figure: { value: 10 } });
    expect(problems.list).toMatchObject([{ line: 3, severity: 'row' }]);
  });

  it('takes an unwritten P8 of 2024/25 as not applicable, and the year before from its own column', async () => {
    const head = 'URN,LEA,ESTAB,ATT8SCR,P8MEA,P8CILOW,P8CIUPP,P8MEA_PREV,ATT8SCR_PREV2,EBACCAPS_MID,P8MEA_PREV2';
    const { figures } = await readAll(`${head}\n138832,891,4117,53.6,NA,NA,NA,0.45,54.2,NA,0.51\n`, {
      fileName: 'ks4_2024-25_rows.csv',
    });
    expect(only(figures, 'progress8', 'all', '202425')?.figure).toEqual({ kind: 'not_applicable' });
    expect(only(figures, 'progress8', 'all', '202324')?.figure).toEqual({ kind: 'value', value: 0.45 });
    expect(only(figures, 'attainment8', 'all', '202223')?.figure).toEqual({ kind: 'value', value: 54.2 });
    expect(only(figures, 'ebacc_aps', 'middle_prior')?.figure).toEqual({ kind: 'not_applicable' });
  });
});

describe('percentages', () => {
  const file = (values: string[]) =>
    `URN,LEA,ESTAB,PTRWM_EXP,PTRWM_HIGH,TELIG\n${values.map((value, at) => `10000${at},936,200${at},${value},30`).join('\n')}\n`;
  const year = { fileName: '2018-936-ks2.csv' };

  it('mean the same as 61%, 61 and 0.61', async () => {
    for (const values of [['61%,1%'], ['61,1'], ['0.61,0.01']]) {
      const { figures } = await readAll(file(values), year);
      expect(figures.slice(0, 2).map(({ figure }) => figure)).toEqual([
        { kind: 'value', value: 61 },
        { kind: 'value', value: 1 },
      ]);
    }
  });

  it('are settled for the whole file: 1 beside 61 is one per cent', async () => {
    const { figures } = await readAll(file(['61,1', '0.5,1']), year);
    expect(figures.filter(({ measure }) => measure === 'ks2_rwm_expected').map(({ figure }) => figure)).toEqual([
      { kind: 'value', value: 61 },
      { kind: 'value', value: 0.5 },
    ]);
  });
});

describe('the EES layouts', () => {
  it('takes group, year and status from the row, and needs no file name', async () => {
    const { figures, asks, problems } = await readAll(
      `time_period,time_identifier,geographic_level,school_laestab,school_urn,old_la_code,version,establishment_type_group,breakdown_topic,breakdown,pupil_count,attainment8_average,progress8_average,engmath_95_percent
202425,Academic year,School,8914117,138832,891,Provisional,,Total,Total,150,53.6,z,60
202425,Academic year,School,8914117,138832,891,Provisional,,Disadvantage,Disadvantaged,44,36.7,z,27.3
202425,Academic year,School,8914117,138832,891,Provisional,,Ethnicity,White,100,50,z,50
202425,Academic year,National,,,,Provisional,All state-funded,Total,Total,600000,45.9,z,45.2
202425,Academic year,National,,,,Provisional,Independent,Total,Total,50000,60,z,70
202425,Academic year,Local authority,,,891,Provisional,All state-funded,Total,Total,9000,46.8,z,46.9
202425,Academic year,Regional,,,,Provisional,All state-funded,Total,Total,9000,46.8,z,46.9
`,
    );
    expect(asks).toEqual([]);
    expect(pick(figures, 'attainment8', 'all').map(({ level, areaCode }) => [level, areaCode])).toEqual([
      ['school', undefined],
      ['england_state', undefined],
      ['la', '891'],
    ]);
    expect(only(figures, 'attainment8', 'disadvantaged')).toMatchObject({
      cohort: 44,
      academicYear: '202425',
      status: 'provisional',
    });
    expect(only(figures, 'progress8')?.figure).toEqual({ kind: 'not_applicable' });
    expect(problems.list.every(({ severity }) => severity === 'note')).toBe(true);
    expect(problems.total).toBe(3);
  });

  it('takes the subject of key stage 2 and the exam cohort of 16 to 18 from their cells', async () => {
    const ks2 = await readAll(
      `time_period,geographic_level,school_urn,version,subject,breakdown,average_scaled_score,expected_standard_pupil_percent,progress_measure_score,progress_measure_lower_conf_interval,progress_measure_upper_conf_interval
202223,School,148313,Revised,Reading,Total,106,81,1.5,-0.2,3.2
202223,School,148313,Revised,"Reading, writing and maths",Total,z,66,z,z,z
`,
    );
    expect(only(ks2.figures, 'ks2_reading_average')?.figure).toEqual({ kind: 'value', value: 106 });
    expect(only(ks2.figures, 'ks2_reading_progress')?.interval).toEqual({ lower: -0.2, upper: 3.2 });
    expect(only(ks2.figures, 'ks2_rwm_expected')?.figure).toEqual({ kind: 'value', value: 66 });
    expect(pick(ks2.figures, 'ks2_rwm_expected')).toHaveLength(1);
    const ks5 = await readAll(
      'time_period,geographic_level,school_urn,version,exam_cohort,aps_per_entry,value_added\n202324,School,138837,Final,A level,31.2,-0.1\n',
    );
    expect(only(ks5.figures, 'ks5_a_level_aps')?.figure).toEqual({ kind: 'value', value: 31.2 });
    expect(only(ks5.figures, 'ks5_academic_aps')).toBeUndefined();
  });
});

describe('absence and census', () => {
  it('keep NAT rows as England’s state-funded schools of one type', async () => {
    const absence = await readAll(
      'LA,ESTAB,URN,PERCTOT,PPERSABS10\n201,3614,100000,2.6,SUPP\nNAT,PRI,,4,8.2\nNAT,ALL,,4,8\n',
      { academicYear: '201819' },
    );
    expect(
      absence.figures
        .filter(({ measure }) => measure === 'absence_persistent')
        .map(({ level, phase, figure }) => [level, phase, figure]),
    ).toEqual([
      ['school', undefined, { kind: 'suppressed' }],
      ['england_state', 'primary', { kind: 'value', value: 8.2 }],
    ]);
    const census = await readAll('URN,LA,ESTAB,NOR,PNUMEAL\nNAT,,SEC,3327970,16.9\n', { academicYear: '201819' });
    expect(census.figures[1]).toMatchObject({
      level: 'england_state',
      phase: 'secondary',
      measure: 'census_eal',
      cohort: 3327970,
    });
  });

  it('ask for the year when the file does not say it, and read nothing until then', async () => {
    const { asks, figures, problems } = await readAll('LA,ESTAB,URN,PERCTOT,PPERSABS10\n201,3614,100000,2.6,3\n', {
      fileName: 'england_abs.csv',
    });
    expect([asks, figures]).toEqual([['academic_year', 'status'], []]);
    expect(problems.list).toMatchObject([{ severity: 'file' }]);
  });
});
