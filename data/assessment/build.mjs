// Makes transition-2024.json from DfE's KS2 to KS4 transition matrices: `node data/assessment/build.mjs ../shared/data`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '#platform/tabular/index.ts';

const from = process.argv[2] ?? '../shared/data';
const FILE = '2024_Key_stage_2_to_4_transition_matrices_GCSE_subjects.csv';
const GROUPS = ['Less than 80', '80 - 89.5', '90 - 95.5', '96 - 99.5', '100 - 102', '102.5 - 104.5', '105 - 107', '107.5 - 109.5', '110 - 113', '113.5 - 116.5', '117 - 120', 'No scaled score'];
const BREAKDOWNS = { Disadvantaged: 'disadvantaged', 'Disadvantaged all other': 'other' };
const SUBJECTS = {
  'English Language': 'gcse-english-language', 'English Literature': 'gcse-english-literature', Mathematics: 'gcse-maths', 'Combined Science': 'combined-science-science',
  Biology: 'gcse-biology', Chemistry: 'gcse-chemistry', Physics: 'gcse-physics', 'Computer Science': 'gcse-computer-science', Geography: 'gcse-geography', History: 'gcse-history',
  French: 'gcse-french', German: 'gcse-german', Spanish: 'gcse-spanish', 'Religious Studies': 'gcse-rs', 'Art and Design': 'gcse-art', Business: 'gcse-business',
  'Design & Technology': 'gcse-design-technology', Drama: 'gcse-drama', 'Food Preparation & Nutrition': 'gcse-food', Music: 'gcse-music', 'Physical Education': 'gcse-pe', 'Media/Film/TV': 'gcse-media',
};
const SINGLE = ['U', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const PAIRS = ['UU', '11', '21', '22', '32', '33', '43', '44', '54', '55', '65', '66', '76', '77', '87', '88', '98', '99'];

const read = await readTable(readFileSync(join(from, 'ks4-models', FILE)));
if (!read.ok) throw new Error(read.problem.message);
const { index } = read.table.header;
const found = { disadvantaged: {}, other: {} };
const entries = { disadvantaged: [], other: [] };
for await (const { cells } of read.table.rows()) {
  const cell = (name) => {
    const at = index.get(name.toLowerCase()) ?? index.get(name);
    if (at === undefined) throw new Error(`no column ${name}`);
    return cells[at];
  };
  const number = (name) => Number(cell(name)) || 0;
  const side = BREAKDOWNS[cell('breakdown')];
  const code = SUBJECTS[cell('subject')];
  const at = GROUPS.indexOf(cell('ks2_scaled_score_group'));
  if (!side || !code || at < 0 || cell('qualification_type') !== 'GCSE') continue;
  const grades = code === 'combined-science-science' ? PAIRS.map((pair) => number(`num_${pair}`)) : SINGLE.map((grade) => number(`num_${grade}`));
  (found[side][code] ??= [])[at] = grades;
  if (code === 'gcse-maths') entries[side][at] = grades.reduce((so, one) => so + one, 0);
}
for (const side of Object.keys(found)) {
  for (const code of Object.values(SUBJECTS)) {
    for (const at of GROUPS.keys()) {
      if (found[side][code]?.[at] === undefined) (found[side][code] ??= [])[at] = [];
    }
  }
}
for (const side of Object.keys(found)) {
  for (const [code, rows] of Object.entries(found[side])) {
    if (rows.flat().reduce((so, one) => so + one, 0) < 500) throw new Error(`${code}: hardly anybody; a column has another name`);
  }
}
const about = {
  attribution: 'Contains public sector information licensed under the Open Government Licence v3.0.',
  source: 'Department for Education, key stage 2 to 4 transition matrices 2023/24, GCSE subjects, state-funded, by disadvantage',
  shape: 'entries by KS2 group (entries in maths), then subject > KS2 group > number of pupils at each grade, worst grade first',
};
const lines = (side) => Object.entries(found[side]).map(([code, rows]) => `${JSON.stringify(code)}:${JSON.stringify(rows)}`).join(',\n');
const text = `{"about":${JSON.stringify(about)},\n"groups":${JSON.stringify(GROUPS)},\n"grades":${JSON.stringify(SINGLE)},\n"pairs":${JSON.stringify(PAIRS.map((pair) => (pair === 'UU' ? 'U' : `${pair[0]}-${pair[1]}`)))},\n"entries":${JSON.stringify(entries)},\n"disadvantaged":{\n${lines('disadvantaged')}\n},\n"other":{\n${lines('other')}\n}}\n`;
writeFileSync(join(import.meta.dirname, 'transition-2024.json'), text);
