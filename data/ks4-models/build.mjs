// Makes progress8-<year>.json and ../bank-holidays.json from public files: `node data/ks4-models/build.mjs ../shared/data`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '#platform/tabular/index.ts';

const from = process.argv[2] ?? '../shared/data';
const here = import.meta.dirname;
const ATTRIBUTION = 'Contains public sector information licensed under the Open Government Licence v3.0.';
const YEARS = { 202223: '2022-23_revised', 202324: '2023-24_dec2024' };
const GROUP = {
  attainment8: 'attainment 8 average',
  english: 'english average',
  maths: 'maths average',
  ebacc: 'ebacc average',
  open: 'open average',
  ebaccFilled: 'average ebacc slots filled (out of 3)',
  openFilled: 'average open slots filled (out of 3)',
};
const DEVIATION = {
  progress8: 'progress 8',
  english: 'progress 8 english element',
  maths: 'progress 8 maths element',
  ebacc: 'progress 8 ebacc element',
  open: 'progress 8 open element',
};

async function rows(file) {
  const read = await readTable(readFileSync(join(from, 'ks4-models', file)));
  if (!read.ok) throw new Error(read.problem.message);
  const { index } = read.table.header;
  const all = [];
  for await (const row of read.table.rows()) {
    all.push((name) => {
      const at = index.get(name);
      if (at === undefined) throw new Error(`${file} has no column “${name}”`);
      return row.cells[at];
    });
  }
  return all;
}

// Columns by name: open and EBacc change places between the years.
const numbers = (cell, columns) => Object.fromEntries(Object.entries(columns).map(([key, name]) => [key, Number(cell(name))]));

for (const [year, version] of Object.entries(YEARS)) {
  const groups = (await rows(`p8_att8_splits_${version}.csv`)).map((cell) => {
    const [low, high] = cell('ks2 average scaled score range').split(' to ').map(Number);
    return { group: Number(cell('ks2 prior attainment group')), low, high, ...numbers(cell, GROUP) };
  });
  if (groups.length !== 34) throw new Error(`${version}: ${groups.length} prior attainment groups instead of 34`);
  const [cell] = await rows(`p8_stdev_named_${version}.csv`);
  const about = { attribution: ATTRIBUTION, source: `Department for Education, Progress 8 lookup ${version.replace('_', ' ')}`, academicYear: year };
  writeFileSync(join(here, `progress8-${year}.json`), `${JSON.stringify({ about, standardDeviation: numbers(cell, DEVIATION), groups })}\n`);
}

const holidays = JSON.parse(readFileSync(join(from, 'calendar/uk-bank-holidays.json'), 'utf8'))['england-and-wales'].events;
const days = holidays.map(({ date, title }) => [date, title]).sort(([a], [b]) => a.localeCompare(b));
const about = { attribution: ATTRIBUTION, source: 'GOV.UK bank holidays, England and Wales' };
writeFileSync(join(here, '..', 'bank-holidays.json'), `${JSON.stringify({ about, days })}\n`);
