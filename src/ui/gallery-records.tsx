import { ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { Columns } from './columns.tsx';
import { EmptyState } from './empty-state.tsx';
import { GradeTag } from './grade-tag.tsx';
import { Prose } from './prose.tsx';
import { RagTag } from './rag-tag.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Tag } from './tag.tsx';
import { Timeline } from './timeline.tsx';

export const Records = () => (
  <Columns
    main={
      <>
        <SummaryList
          rows={[
            { key: 'School', value: 'Beacon Hill School' },
            {
              key: 'Review',
              value: 'Science department, spring 2026',
              action: { href: '/edit', label: 'Change', hiddenText: 'the review' },
            },
            { key: 'Led by', value: 'Priya Nair, with two heads of department' },
            { key: 'Judgement', value: <GradeTag grade={3} /> },
          ]}
        />
        <Table
          caption="Actions agreed"
          stack
          columns={[
            { header: 'Action' },
            { header: 'Owner' },
            { header: 'Due', align: 'number' },
            { header: 'Progress' },
            { header: 'Change', headerHidden: true },
          ]}
          rows={[
            [
              'Common assessment in Year 9 science',
              'Tom Reilly',
              '12 June 2026',
              <RagTag rating="green" label="On track" />,
              <a href="/1">Change</a>,
            ],
            [
              'Coaching for two early career teachers',
              'Priya Nair',
              '3 July 2026',
              <RagTag rating="amber" label="Behind" />,
              <a href="/2">Change</a>,
            ],
            [
              'Practical work in every unit',
              'Sam Okafor',
              '24 May 2026',
              <RagTag rating="red" label="Overdue" />,
              <a href="/3">Change</a>,
            ],
            ['Technician appointed', 'Jo Hart', '1 May 2026', <RagTag rating="blue" />, ''],
          ]}
        />
        <h2 class="govuk-heading-m">What happened</h2>
        <Timeline
          events={[
            {
              title: 'Report sent to the governing body',
              by: 'Priya Nair',
              when: '12 June 2026, 9:04pm',
              datetime: '2026-06-12T21:04',
              children: <p>With the school’s comments.</p>,
            },
            { title: 'Judgement moderated', by: 'Alex Marsh', when: '10 June 2026, 4:30pm' },
            { title: 'Review held', when: '2 June 2026' },
          ]}
        />
        <Prose>
          <h2>What is working</h2>
          <p>
            Leaders know the school well. Pupils in Year 7 read <strong>widely and often</strong>, and talk about books
            with enthusiasm; see the <a href="https://example.org/report">published report</a>.
          </p>
          <ul>
            <li>Routines are calm and consistent.</li>
            <li>Teachers check understanding before moving on.</li>
          </ul>
          <blockquote>“I know what to do when I am stuck.” — Year 8 pupil</blockquote>
        </Prose>
      </>
    }
    aside={
      <>
        <Card
          title="Beacon Hill School"
          href="/schools/beacon"
          aside={<GradeTag grade={2} />}
          footer={<a href="/history">See how this changed</a>}
        >
          <p>Secondary, 1,204 pupils. Next review in spring.</p>
        </Card>
        <Card title="Framework">
          <p>
            <GradeTag standard="Strong standard" /> <GradeTag standard="Expected standard" />{' '}
            <GradeTag standard="Needs attention" /> <GradeTag />
          </p>
          <p>
            <Tag>Draft</Tag> <Tag colour="blue">Agreed</Tag> <Tag colour="purple">With trustees</Tag>{' '}
            <RagTag rating="none" />
          </p>
        </Card>
        <EmptyState
          title="No evidence yet"
          action={
            <ButtonLink href="/evidence/new" variant="secondary">
              Add evidence
            </ButtonLink>
          }
        >
          Add the notes of a visit, or upload a file.
        </EmptyState>
      </>
    }
  />
);
