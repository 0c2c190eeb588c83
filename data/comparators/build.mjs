// Makes england.json and local-authorities.json from public files: `node data/comparators/build.mjs ../shared/data`.
// Run it again when DfE publishes a year; the numbers are never typed by hand, except the few in QUOTED, whose source stands beside them.
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureById, readPerformanceFile } from '#features/performance-data/readers/index.ts';

const from = process.argv[2] ?? '../shared/data';
const here = import.meta.dirname;
const ATTRIBUTION = 'Contains public sector information licensed under the Open Government Licence v3.0.';

const MEASURES = {
  Attainment8: ['attainment8', 'Num'],
  EngMaths49: ['english_maths_4plus', 'Pct'],
  EngMaths59: ['english_maths_5plus', 'Pct'],
  Prog8: ['progress8', 'Num'],
  Abs: ['absence_overall', 'Pct'],
  Persistent: ['absence_persistent', 'Pct'],
  Auth: ['absence_authorised', 'Pct'],
  UnAuth: ['absence_unauthorised', 'Pct'],
};
const GROUPS = { Tot: 'all', Avg: 'all', Boy: 'boys', Grl: 'girls', Dis: 'disadvantaged', NDi: 'not_disadvantaged', EAL: 'eal', Mob: 'non_mobile' };
// The rows "Local authority" and "Regional" of the England files hold the largest text found, not figures ("998" pupils, A8 59.3): never used.
const NATIONAL = 'National';
const STATUS = { 202425: 'provisional', 202324: 'revised', 202223: 'revised' };

/** Headlines of DfE's national statistics that none of the files holds, as quoted in the domain reference (EES), whole per cent. */
const QUOTED = [
  ['202122', 'ks2_rwm_expected', 59],
  ['202223', 'ks2_rwm_expected', 60],
  ['202324', 'ks2_rwm_expected', 61],
  ['202425', 'ks2_rwm_expected', 62],
  ['202425', 'ks2_rwm_higher', 8],
  ['202324', 'ks2_maths_average', 104],
];

const england = {};
const authorities = {};

function put(area, year, measure, key, value, status, source) {
  if (!measureById(measure)) throw new Error(`No measure ${measure}`);
  const target = area === 'E' ? england : (authorities[area] ??= {});
  const place = ((target[year] ??= {})[measure] ??= {});
  if (!(key in place)) place[key] = value;
  else if (place[key] !== value && status !== 'provisional') throw new Error(`${area} ${year} ${measure} ${key}: ${place[key]} or ${value} (${source})`);
}

/** Property name → academic year, from DfE's own map: the absence files are a year behind the results. */
function yearsOfProperties() {
  const years = new Map();
  for (const line of readFileSync(join(from, 'benchmarks-2022-23-to-2024-25/datamap.csv'), 'utf8').split(/\r?\n/)) {
    const property = line.split(',')[2];
    const year = /,(20\d\d)-20(\d\d),(?:Current|Previous2?),/.exec(line);
    if (property && year) years.set(property, year[1] + year[2]);
  }
  return years;
}

function generated(file, areaOf, years) {
  for (const row of JSON.parse(readFileSync(join(from, 'benchmarks-2022-23-to-2024-25', file), 'utf8'))) {
    const area = areaOf(row.Id);
    if (!area) continue;
    for (const [property, text] of Object.entries(row)) {
      if (property === 'Id' || text === null || !/^-?\d+(\.\d+)?$/.test(text)) continue;
      const [name, second, third] = property.split('_');
      const absence = ['Primary', 'Secondary'].includes(third) ? third.toLowerCase() : undefined;
      const known = MEASURES[name === 'Abs' && second === 'Persistent' ? 'Persistent' : name];
      if (!known || !property.endsWith(known[1])) continue;
      // The map knows the persistent figures by the year of the overall ones.
      const year = years.get(property) ?? years.get(property.replace('Abs_Persistent', 'Abs_Tot').replace(/^(Un)?Auth/, 'Abs'));
      if (!year) throw new Error(`No year for ${property}`);
      const group = absence ? 'all' : GROUPS[second];
      if (!group) continue;
      const value = absence ? Math.round(Number(text) * 100) / 100 : Number(text);
      put(area, year, known[0], absence ? `all/${absence}` : group, value, STATUS[year] ?? 'final', file);
    }
  }
}

/** National and local-authority rows of the tables themselves. State-funded rows only, DfE's usual comparator. */
async function tables(file, academicYear) {
  const opened = await readPerformanceFile(createReadStream(join(from, file)), { fileName: file, academicYear });
  if (!opened.ok) throw new Error(opened.problem.message);
  for await (const { items } of opened.content.rows) {
    for (const item of items) {
      if (item.level === 'school' || item.level === 'england' || item.fromLaterFile || item.figure.kind !== 'value') continue;
      if (measureById(item.measure)?.unit === 'count') continue;
      // The national rows say 0 there: England's gap to itself.
      if (item.level !== 'la' && item.measure.endsWith('_gap')) continue;
      const key = item.phase ? `${item.group}/${item.phase}` : item.group;
      put(item.level === 'la' ? item.areaCode : 'E', item.academicYear, item.measure, key, item.figure.value, item.status, file);
    }
  }
}

const years = yearsOfProperties();
const national = (id) => (id === NATIONAL ? 'E' : undefined);
const authority = (id) => (/^\d{3}$/.test(id ?? '') ? id : undefined);
generated('Generated_EnglandPerformance.json', national, years);
generated('Generated_EnglandAbsence.json', national, years);
generated('Generated_LAPerformance.json', authority, years);
generated('Generated_LAAbsence.json', authority, years);
// PrimarySchools_EnglandPerformance.json is a placeholder of random numbers (reading, writing and maths 24, maths alone 86): never used.
for (const [year, measure, value] of QUOTED) put('E', year, measure, 'all', value, 'final', 'quoted');
await tables('performance-tables/surrey-raw/2017-936-ks2.csv');
await tables('performance-tables/surrey-raw/2018-936-ks2.csv');
await tables('performance-tables/surrey-raw/2017-2018_936_ks4final.csv');
await tables('performance-tables/surrey-raw/2018-2019_936_ks4final.csv');
await tables('performance-tables/2018-19-england/england_ks4provisional.csv', '201819');
await tables('performance-tables/2018-19-england/england_abs.csv', '201819');
await tables('performance-tables/2018-19-england/england_census.csv', '201819');

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => a.localeCompare(b)));
const about = {
  attribution: ATTRIBUTION,
  source: 'Department for Education: performance tables, Explore Education Statistics',
  shape: 'academic year > measure > group, or group/type of school; percentages in percentage points; state-funded schools',
  status: '2024/25 provisional; local authorities of 2018/19 provisional; the rest revised or final',
  missing: 'no key stage 5 comparators; key stage 2 of 2021/22 to 2024/25 national headlines only, in whole per cent',
};
const write = (name, figures) => writeFileSync(join(here, name), `${JSON.stringify({ about, figures })}\n`);
write('england.json', sorted(england));
write('local-authorities.json', sorted(Object.fromEntries(Object.entries(authorities).map(([code, byYear]) => [code, sorted(byYear)]))));
