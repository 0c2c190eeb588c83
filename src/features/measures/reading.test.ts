import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGrade } from './read-grade.ts';
import { ownScale, scaleOf, scales } from './scales.ts';
import { findSubject, likelyQualification, subjects } from './subjects.ts';
import { hasKnownAuthority, isValidUpn, upnCheckLetter } from './upn.ts';

const read = (code: string, ...texts: string[]) => {
  const scale = scaleOf(code);
  if (!scale) throw new Error(code);
  return texts.map((text) => readGrade(scale, text)?.grade ?? null);
};

describe('Grades as exports hold them', () => {
  it('reads every grade of every scale as itself', () => {
    for (const scale of scales) {
      for (const { grade, points } of scale.grades) expect(readGrade(scale, grade)).toEqual({ grade, points });
    }
  });
  it('reads combined science in every spelling, what a spreadsheet made a date too', () => {
    expect(read('combined-science', '9-9', '9 9', '99', '9/8', '8-9', '54', 'U', '06-May', '5-Jun', '9–8')).toEqual([
      '9-9',
      '9-9',
      '9-9',
      '9-8',
      '9-8',
      '5-4',
      'U',
      '6-5',
      '6-5',
      '9-8',
    ]);
    expect(read('combined-science', '9-5', '7', '10-9', '0-0', '12-Dec', '')).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  it('reads technical awards', () =>
    expect(
      read(
        'tech-award',
        'L2M',
        'L2 Merit',
        'Level 2 Distinction*',
        'Dist*',
        'D*',
        'P2',
        'L1P',
        'Level 1 Pass',
        'D*2',
        'M1',
        'u',
      ),
    ).toEqual(['L2M', 'L2M', 'L2D*', 'L2D*', 'L2D*', 'L2P', 'L1P', 'L1P', 'L2D*', 'L1M', 'U']));
  it('reads applied general awards and diplomas', () => {
    expect(read('applied-general', 'Dist*', 'D*', 'Distinction', 'Merit', 'P')).toEqual(['D*', 'D*', 'D', 'M', 'P']);
    expect(read('ext-diploma', 'D*D*D', 'D*-D*-D', 'd* d* d*', 'MMP')).toEqual(['D*D*D', 'D*D*D', 'D*D*D*', 'MMP']);
  });
  it('reads scores and marks, and the codes instead of them', () => {
    expect(read('scaled-score', '104', '104.0', ' 99 ', 'B', '121', '79', '104.5')).toEqual([
      '104',
      '104',
      '99',
      'B',
      null,
      null,
      null,
    ]);
    expect(read('phonics-mark', '32', '0', '41', 'A')).toEqual(['32', '0', null, 'A']);
    expect(read('ks2-writing', 'exs', 'Greater depth', 'WT')).toEqual(['EXS', 'GDS', 'WTS']);
  });
  it('takes fine grades on a school’s own scale alone', () => {
    expect(read('gcse-9-1', '5+', '5-', '5a', '10', '0', '7')).toEqual([null, null, null, null, null, '7']);
    expect(read('a-level', 'B-', 'a*', 'B')).toEqual([null, 'A*', 'B']);
    const own = ownScale('x', 'Our grades', [
      { grade: '5+', points: 5.3 },
      { grade: '5', points: 5, met: true },
      { grade: 'Secure', points: null },
    ]);
    expect(['5+', '5-', '5', 'secure', '6'].map((text) => readGrade(own, text)?.grade ?? null)).toEqual([
      '5+',
      '5',
      '5',
      'Secure',
      null,
    ]);
  });
  it('tells a pass from a grade without points', () => {
    expect(readGrade(scaleOf('gcse-9-1') ?? ownScale('', '', []), 'X')).toEqual({ grade: 'X', points: null });
    expect(
      scaleOf('phonics-mark')
        ?.grades.filter((one) => one.met)
        .at(-1)?.grade,
    ).toBe('32');
  });
});

describe('Subjects as schools spell them', () => {
  it.each([
    ['Maths', 'GCSE', 'gcse-maths'],
    ['Eng Lang', 'GCSE', 'gcse-english-language'],
    ['Combined Sci Trilogy', undefined, 'combined-science-science'],
    ['Combined Science', 'GCSE (9-1)', 'combined-science-science'],
    ['GCSE (9-1) Mathematics', undefined, 'gcse-maths'],
    ['GCSE (9-1) Bus. Studs:Single', undefined, 'gcse-business'],
    ['GCSE(9-1) DA Science Double Awd', undefined, 'combined-science-science'],
    ['BTCTechAwd Health Studies', undefined, 'tech-award-health-social-care'],
    ['AQA GCSE English Literature', undefined, 'gcse-english-literature'],
    ['Design & Technology', 'GCSE 9-1 FC', 'gcse-design-technology'],
    ['A Level Further Maths', undefined, 'a-level-further-maths'],
    ['Maths', 'GCE A level', 'a-level-maths'],
    ['Maths', 'AS Level', 'as-maths'],
    ['EPQ', undefined, 'epq-project'],
    ['Health and Social Care', 'BTEC Tech Award', 'tech-award-health-social-care'],
    ['iMedia', 'Cambridge National', 'cambridge-national-imedia'],
    ['Reading', 'KS2', 'ks2-test-reading'],
    ['READSCORE', undefined, 'ks2-test-reading'],
    ['FSP_COM_E01', undefined, 'eyfsp-e01'],
    ['PHONICS_MARK', undefined, 'phonics-year-1'],
    ['GCSE (9-1) Art & Des(Photo.)', undefined, 'gcse-photography'],
    ['CamNatCer Computer Use', undefined, 'cambridge-national-it'],
    ['K2A KS2 mathematics test', undefined, 'ks2-test-maths'],
  ])('%s (%s) is %s', (name, qualification, code) => expect(findSubject(name, qualification)?.code).toBe(code));
  it('says nothing when it is not sure', () => {
    for (const name of ['Maths', 'History', 'PSHE', 'Form time', '', 'Assembly']) expect(findSubject(name)).toBeNull();
    expect(findSubject('Astrology', 'GCSE')).toBeNull();
    expect([9, 10, 13, 6, null].map(likelyQualification)).toEqual([null, 'gcse', 'a-level', 'ks2', null]);
  });
  it('has a scale and a code of its own for each', () => {
    expect(new Set(subjects.map((one) => one.code)).size).toBe(subjects.length);
    for (const one of subjects) expect(scaleOf(one.scale)).not.toBeNull();
  });
});

describe('Unique pupil numbers', () => {
  it('have the check letter of DfE’s rule', () => {
    expect(
      ['801200001001', '820412345678', '891400112345', '891400126001', '89140011234A'].map(upnCheckLetter),
    ).toEqual(['H', 'N', 'X', 'F', 'B']);
    for (const upn of [
      'A801200001001',
      'I801200001001',
      'O801200001001',
      'S801200001001',
      'H80120000100',
      'H8012000010011',
      'h801200001001',
      '',
    ])
      expect(isValidUpn(upn)).toBe(false);
    expect(isValidUpn('B89140011234A')).toBe(true);
  });
  const vectors = join(import.meta.dirname, '../../../../shared/data/reference/upn_check_letter_vectors.csv');
  it.skipIf(!existsSync(vectors))('agree with the published examples', () => {
    const lines = readFileSync(vectors, 'utf8').trim().split(/\r?\n/).slice(1);
    for (const line of lines) {
      const [upn = '', valid] = line.split(',');
      expect([upn, isValidUpn(upn) && hasKnownAuthority(upn)]).toEqual([upn, valid === 'yes']);
    }
    expect(lines.length).toBeGreaterThan(5);
  });
});
