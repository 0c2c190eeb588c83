import { Chart } from './chart.tsx';
import { Comparison } from './comparison.tsx';
import { GradeTag } from './grade-tag.tsx';
import { Grid } from './grid.tsx';
import { Pager } from './pager.tsx';
import { Sparkline } from './sparkline.tsx';
import { StatTile } from './stat-tile.tsx';
import { Table } from './table.tsx';

const years = ['2021/22', '2022/23', '2023/24', '2024/25', '2025/26'];

export const Numbers = () => (
  <>
    <Grid of="tiles">
      <StatTile
        label="Attendance"
        value="93.1%"
        comparison={<Comparison difference={0.4} decimals={1} than="national" />}
      />
      <StatTile
        label="Persistent absence"
        value="21.6%"
        comparison={<Comparison difference={3} than="last year" better="lower" />}
      />
      <StatTile
        label="Attainment 8"
        value="46.2"
        comparison={<Comparison difference={0} than="national" />}
        href="/data"
      />
      <StatTile
        label="Pupils on roll"
        value="1,204"
        comparison={<Comparison difference={12} than="October 2025" unit={['pupil', 'pupils']} better="neither" />}
      />
    </Grid>
    <Table
      caption="Key stage 4 results by school, 2026"
      stickyFirst
      columns={[
        { header: 'School', sort: { href: '?sort=school', current: 'ascending' } },
        { header: 'Pupils', align: 'number' },
        { header: 'Attainment 8', align: 'number', sort: { href: '?sort=a8' } },
        { header: 'English and maths 5+', align: 'number' },
        { header: 'Entering EBacc', align: 'number' },
        { header: 'Trend', headerHidden: false },
        { header: 'Overall' },
      ]}
      rows={[
        [
          <a href="/s/1">Ashdown Academy</a>,
          '182',
          '51.3',
          '54%',
          '41%',
          <Sparkline values={[44, 46, 45, 49, 51.3]} label="Attainment 8, 44 to 51.3 over five years" />,
          <GradeTag grade={1} />,
        ],
        [
          <a href="/s/2">Beacon Hill School</a>,
          '211',
          '46.0',
          '47%',
          '38%',
          <Sparkline values={[47, 46, null, 45, 46]} label="Attainment 8, 47 to 46 over five years" />,
          <GradeTag grade={2} />,
        ],
        [
          <a href="/s/3">Cotterdale Church of England High School</a>,
          '97',
          '38.9',
          '31%',
          'suppressed',
          <Sparkline values={[42, 41, 40, 39, 38.9]} label="Attainment 8, 42 to 38.9 over five years" />,
          <GradeTag grade={3} />,
        ],
        [
          <a href="/s/4">Dale Road Academy</a>,
          '154',
          '34.2',
          '26%',
          '19%',
          <Sparkline values={[39, 36, 37, 35, 34.2]} label="Attainment 8, 39 to 34.2 over five years" />,
          <GradeTag grade={4} />,
        ],
      ]}
      foot={[['Trust', '644', '43.5', '41%', '33%', '', '']]}
    />
    <Pager page={4} pages={16} showing={{ from: 61, to: 80, of: 312 }} hrefFor={(page) => `?page=${page}`} />
    <Grid of="charts">
      <Chart
        title="Grade 5 or above in English and maths"
        kind="line"
        unit="%"
        categoryLabel="Year"
        categories={years}
        series={[
          { name: 'Ashdown Academy', values: [{ missing: 'not published' }, 41, 44, 47, 54] },
          { name: 'Beacon Hill School', values: [49, 48, { missing: 'suppressed' }, 46, 47] },
          { name: 'National', values: [50, 45, 46, 45, 46], dashed: true },
        ]}
        source="Source: DfE, key stage 4 performance, revised."
      />
      <Chart
        title="Attendance by year group"
        kind="bar"
        unit="%"
        decimals={1}
        min={80}
        categoryLabel="Year group"
        categories={['Year 7', 'Year 8', 'Year 9', 'Year 10', 'Year 11']}
        series={[{ name: 'Autumn 2026', values: [95.2, 93.8, 92.1, 91.7, 90.2] }]}
        reference={{ label: 'National', value: 92.6 }}
      />
    </Grid>
    <Chart
      title="Pupils at the expected standard in reading, writing and maths"
      description="Three schools of five are above the national figure."
      kind="grouped-bar"
      unit="%"
      categories={['Ashdown', 'Beacon Hill', 'Cotterdale', 'Dale Road', 'Elmfield']}
      series={[
        { name: 'All pupils', values: [68, 61, 64, 52, 66] },
        { name: 'Disadvantaged pupils', values: [51, 47, { missing: 'suppressed' }, 33, 49] },
      ]}
      reference={{ label: 'National, all pupils', value: 61 }}
    />
    <Chart
      title="Progress with confidence intervals"
      kind="range"
      horizontal
      unit="points of progress"
      decimals={2}
      table="below"
      categoryLabel="School"
      categories={['Ashdown Academy', 'Beacon Hill School', 'Cotterdale Church of England High School']}
      series={[
        {
          name: 'Progress',
          values: [
            { value: 0.31, low: 0.12, high: 0.5 },
            { value: -0.04, low: -0.22, high: 0.14 },
            { value: -0.48, low: -0.7, high: -0.26 },
          ],
        },
      ]}
      reference={{ label: 'Average', value: 0 }}
    />
  </>
);
