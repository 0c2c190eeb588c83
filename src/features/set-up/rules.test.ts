import { expect, test } from 'vitest';
import { matchTrusts, mergeSchools, phaseOf, proposeSchool, type RegisterSchool } from './rules.ts';

const school = (values: Partial<RegisterSchool> = {}): RegisterSchool => ({
  urn: '900001',
  name: 'Invented School',
  laestab: null,
  type: 'Academy converter',
  phase: 'Secondary',
  lowAge: null,
  highAge: null,
  nursery: null,
  sixthForm: null,
  gender: null,
  capacity: null,
  pupils: null,
  localAuthorityCode: null,
  localAuthority: null,
  postcode: null,
  ukprn: null,
  joinedOn: null,
  ...values,
});

test('a file without ages leads to the usual ages of the phase, and says that they were assumed', () => {
  expect(proposeSchool(school())).toMatchObject({
    ages: { low: 11, high: 16 },
    hasSixthForm: false,
    assumed: ['ages 11 to 16', 'no sixth form'],
  });
});

test('a file with ages is believed', () => {
  const primary = proposeSchool(school({ phase: 'Primary', lowAge: 3, highAge: 11, sixthForm: false }));
  expect(primary).toMatchObject({
    phaseCode: 'primary',
    ages: { low: 3, high: 11 },
    hasEarlyYears: true,
    hasSixthForm: false,
    assumed: [],
  });
});

test('a special academy is special whatever its phase column says', () => {
  expect(phaseOf('Not applicable', 'Academy special converter')).toBe('special');
  expect(phaseOf('Middle deemed secondary', 'Academy converter')).toBe('middle');
});

test('the trust that was named exactly comes first, and a part of the name finds it too', () => {
  const trusts = [
    { uid: '1', name: 'North Invented Trust', companiesHouseNumber: null, schools: [] },
    { uid: '2', name: 'Invented Trust', companiesHouseNumber: '01234567', schools: [] },
  ];
  expect(matchTrusts(trusts, 'invented trust').map((trust) => trust.uid)).toEqual(['2', '1']);
  expect(matchTrusts(trusts, '01234567').map((trust) => trust.uid)).toEqual(['2']);
  expect(matchTrusts(trusts, 'nowhere')).toEqual([]);
});

test('details of the establishments file are put beside membership, and the joined date of the membership stays', () => {
  const details = new Map([['900001', school({ lowAge: 11, highAge: 18, joinedOn: null })]]);
  expect(mergeSchools([school({ joinedOn: '2019-04-01' }), school({ urn: '900002' })], details)).toMatchObject([
    { urn: '900001', highAge: 18, joinedOn: '2019-04-01' },
    { urn: '900002', highAge: null },
  ]);
});
