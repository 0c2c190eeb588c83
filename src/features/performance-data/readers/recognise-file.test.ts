import { describe, expect, it } from 'vitest';
import { academicYear, yearFromFileName } from './academic-year.ts';
import { readPerformanceFile } from './read-performance-file.ts';

describe('the year in a file’s name', () => {
  it.each([
    ['2018-2019_936_ks4final.csv', '201819'],
    ['202324_information_about_schools_final.csv', '202324'],
    ['england_ks2final_2018-19_reduced_rows.csv', '201819'],
    ['/a/2016-2017/2018-936-ks2.csv', '201819'],
    ['2017-936-ks2.csv', '201718'],
    ['2022_2023_england_ks5final.csv', '202223'],
    ['1999-2000.csv', undefined],
    ['ks4_2019_provisional.csv', undefined],
    ['edubasealldata20240115.csv', undefined],
    ['england_ks4final.csv', undefined],
    ['2018-2020.csv', undefined],
  ])('%s: %s', (name, year) => {
    expect(yearFromFileName(name)).toBe(year);
  });

  it('is read from a cell in every form, and only when the two years follow', () => {
    for (const text of ['202324', '2023/24', '2023-2024', '2023-24', ' 2023–24 '])
      expect(academicYear(text)).toBe('202324');
    for (const text of ['2023', '202325', '', '2024-2023']) expect(academicYear(text)).toBeUndefined();
  });
});

describe('recognising a file', () => {
  const kind = async (head: string, fileName = '') => {
    const file = await readPerformanceFile(Buffer.from(`${head}\n${head.replaceAll(/[^,]+/g, '1')}\n`), { fileName });
    return file.ok ? file.recognition.kind : file.problem.message;
  };

  it.each([
    ['URN,LinkURN,LinkName,LinkType,LinkEstablishedDate', 'gias_predecessor_links'],
    [',URN,Group UID,Group Name,Joined date,EstablishmentName', 'gias_group_links'],
    ['Group UID,Group ID,Group Name,Group Type', 'gias_groups'],
    ['"URN","LA (code)","EstablishmentName"', 'gias_establishments'],
    ['urn,establishment_number,establishment_name,trust_uid', 'gias_establishments'],
    ['URN,SCHNAME,PTRWM_EXP', 'ks2_tables'],
    ['URN,SCHNAME,ATT8SCR', 'ks4_tables'],
    ['URN,SCHNAME,TALLPPE_ALEV_1618', 'ks5_tables'],
    ['school_urn,time_period,diffn_att8', 'ks4_tables'],
    ['LA,ESTAB,URN,PERCTOT,PPERSABS10', 'absence'],
    ['school_urn,time_period,sess_overall_percent', 'absence'],
    ['URN,LA,ESTAB,NOR,PNUMEAL', 'census'],
    ['URN,COHORT,OVERALL_DESTPER', 'ks4_destinations'],
    ['urn,academic_year,attainment_8', 'progress_by_year'],
    ['URN,School name,Overall effectiveness,Inspection start date', 'ofsted_oeif'],
    ['URN,School name,Inclusion,Curriculum and teaching', 'ofsted_2025'],
  ])('%s is %s, whatever its name', async (head, expected) => {
    expect(await kind(head, 'wrong_2018-19_ks2.csv')).toBe(expected);
  });

  it('refuses what it does not know, and tables of trusts, with a way on', async () => {
    expect(await kind('a,b')).toContain('GIAS');
    expect(await kind('TIME_PERIOD,TRUST_NAME,TRUST_UID,ATT8SCR_WGTAVG')).toContain('schools');
  });

  it('believes last year’s columns before the file’s name', async () => {
    const file = await readPerformanceFile(Buffer.from('URN,PTRWM_EXP,PTRWM_EXP_17,READPROG_LOWER_18\n1,1,1,1\n'), {
      fileName: '2011-2012_ks2revised.csv',
    });
    expect(file.ok && file.recognition).toMatchObject({
      academicYear: '201819',
      yearFrom: 'columns',
      status: 'revised',
    });
  });
});
