import type { Child } from 'hono/jsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Button, ButtonGroup, ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { Chart } from './chart.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { Columns } from './columns.tsx';
import { Comparison } from './comparison.tsx';
import { DateField } from './date-field.tsx';
import { Details } from './details.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FileField } from './file-field.tsx';
import { FilterForm } from './filter-form.tsx';
import { Form } from './form.tsx';
import { GradeTag } from './grade-tag.tsx';
import { Grid } from './grid.tsx';
import { HiddenField } from './hidden-field.tsx';
import { InsetText } from './inset-text.tsx';
import { Layout } from './layout.tsx';
import { Link } from './link.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { NumberField } from './number-field.tsx';
import { PageHeading } from './page-heading.tsx';
import { Pager } from './pager.tsx';
import { Prose } from './prose.tsx';
import { Radios } from './radios.tsx';
import { RagTag } from './rag-tag.tsx';
import { RichTextArea } from './rich-text-area.tsx';
import { Select } from './select.tsx';
import { SiteHeader } from './site-header.tsx';
import { Sparkline } from './sparkline.tsx';
import { StatTile } from './stat-tile.tsx';
import { Steps } from './steps.tsx';
import { SubNavigation } from './sub-navigation.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Tag } from './tag.tsx';
import { TaskList } from './task-list.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';
import { Timeline } from './timeline.tsx';
import { WarningText } from './warning-text.tsx';

/** What a page must survive in every field: it would run, if anything let it out of its quotes. */
export const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&{{x}}javascript:alert(1)`;

const attribute = /\s([\w:-]+)(?:="([^"]*)")?/g;
const tags = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi;

/** What the Content Security Policy or a reader would trip over in this markup: scripts, handlers, inline styles, addresses that run. */
export const inertProblems = (html: string): string[] => [
  ...[...html.matchAll(tags)].flatMap(([whole, name = '', attributes = '']) => [
    ...(['style', 'iframe', 'img', 'object', 'base'].includes(name) ||
    (name === 'script' && !attributes.includes(' src="/assets/'))
      ? [whole]
      : []),
    ...[...attributes.matchAll(attribute)].flatMap(([one, key = '', value = '']) =>
      key === 'style' ||
      key.startsWith('on') ||
      (['href', 'action', 'formaction', 'src'].includes(key) && /^\s*(?:javascript|data|vbscript):/i.test(value))
        ? [one]
        : [],
    ),
  ]),
  // Anything left that looks like a tag was not read as one: quotes or brackets have got out.
  ...(html
    .replace(tags, '')
    .replace(/<\/[a-z][\w-]*>/gi, '')
    .match(/<.{0,40}/g) ?? []),
];

/** Each component with the same words in everything that takes words. */
export const samples = (x: string): Record<string, Child> => {
  const runs = `javascript:${x}`;
  const field = { name: x, label: x, hint: x, error: x };
  const options = [
    { value: x, label: x, hint: x },
    { value: 'b', label: x },
  ];
  return {
    Breadcrumbs: <Breadcrumbs crumbs={[{ label: x, href: runs }, { label: x }]} />,
    Button: (
      <ButtonGroup>
        <Button name={x} value={x} formAction={runs} form={x} hiddenText={x}>
          {x}
        </Button>
        <ButtonLink href={runs}>{x}</ButtonLink>
      </ButtonGroup>
    ),
    Card: (
      <Card title={x} href={runs} aside={x} footer={x}>
        {x}
      </Card>
    ),
    Chart: (
      <>
        {(['line', 'bar', 'grouped-bar', 'range'] as const).map((kind) => (
          <Chart
            kind={kind}
            title={x}
            description={x}
            categoryLabel={x}
            source={x}
            unit={x}
            categories={[x, 'b']}
            series={[{ name: x, values: [kind === 'range' ? { value: 2, low: 1, high: 3 } : 2, { missing: x }] }]}
            reference={{ label: x, value: 1 }}
          />
        ))}
      </>
    ),
    Checkboxes: <Checkboxes {...field} options={options} values={[x]} />,
    Columns: <Columns main={x} aside={x} asideLabel={x} />,
    Comparison: <Comparison difference={3} than={x} unit={[x, x]} />,
    DateField: <DateField {...field} value={x} min={x} max={x} />,
    Details: <Details summary={x}>{x}</Details>,
    EmptyState: (
      <EmptyState title={x} action={x}>
        {x}
      </EmptyState>
    ),
    ErrorSummary: <ErrorSummary title={x} errors={[{ field: x, message: x }]} />,
    FileField: <FileField {...field} accept={x} />,
    FilterForm: (
      <FilterForm action={runs} label={x} submit={x} clearHref={runs}>
        {x}
      </FilterForm>
    ),
    Form: (
      <Form action={runs} csrfToken={x} autosave={runs} id={x} label={x} class={x}>
        {x}
      </Form>
    ),
    GradeTag: <GradeTag standard={x} />,
    Grid: <Grid>{x}</Grid>,
    HiddenField: <HiddenField name={x} value={x} />,
    InsetText: <InsetText>{x}</InsetText>,
    Layout: (
      <Layout
        title={x}
        trustName={x}
        homeHref={runs}
        csrfToken={x}
        banner={x}
        flash={{ kind: 'error', message: x }}
        crumbs={[{ label: x, href: runs }]}
      >
        {x}
      </Layout>
    ),
    Link: <Link href={runs}>{x}</Link>,
    NotificationBanner: <NotificationBanner title={x}>{x}</NotificationBanner>,
    NumberField: <NumberField {...field} value={x} prefix={x} suffix={x} />,
    PageHeading: <PageHeading title={x} caption={x} lead={x} status={x} actions={x} />,
    Pager: (
      <>
        {x}
        <Pager page={2} pages={9} hrefFor={() => runs} showing={{ from: 1, to: 2, of: 3 }} />
      </>
    ),
    Prose: <Prose>{x}</Prose>,
    Radios: <Radios {...field} options={options} value={x} />,
    RagTag: <RagTag rating="amber" label={x} />,
    RichTextArea: <RichTextArea {...field} value={x} />,
    Select: <Select {...field} options={options} value={x} placeholder={x} />,
    SiteHeader: (
      <SiteHeader
        trustName={x}
        homeHref={runs}
        csrfToken={x}
        signedInAs={{ name: x, role: x, accountHref: runs, signOutAction: runs }}
        navigation={[{ href: runs, label: x, count: 3 }]}
      />
    ),
    Sparkline: <Sparkline values={[1, null, 3, 2]} label={x} />,
    StatTile: <StatTile label={x} value={x} comparison={x} href={runs} />,
    Steps: <Steps label={x} steps={[{ label: x, state: 'current', detail: x }]} />,
    SubNavigation: <SubNavigation label={x} items={[{ href: runs, label: x, count: 1 }]} />,
    SummaryList: <SummaryList rows={[{ key: x, value: x, action: { href: runs, label: x, hiddenText: x } }]} />,
    Table: (
      <Table
        caption={x}
        stack
        columns={[{ header: x, sort: { href: runs, current: 'ascending' } }, { header: x }]}
        rows={[[x, x]]}
        foot={[[x, x]]}
      />
    ),
    Tag: <Tag>{x}</Tag>,
    TaskList: <TaskList tasks={[{ title: x, hint: x, status: x, href: runs }]} idPrefix={x} />,
    TextArea: <TextArea {...field} value={x} maxWords={10} />,
    TextField: <TextField {...field} value={x} autocomplete={x} />,
    Timeline: <Timeline events={[{ title: x, by: x, when: x, datetime: x, children: x }]} />,
    WarningText: <WarningText>{x}</WarningText>,
  };
};
