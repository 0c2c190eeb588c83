import { ButtonLink } from './button.tsx';
import { Details } from './details.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FilterForm } from './filter-form.tsx';
import { Fields } from './gallery-fields.tsx';
import { Numbers } from './gallery-numbers.tsx';
import { Records } from './gallery-records.tsx';
import { InsetText } from './inset-text.tsx';
import { Layout } from './layout.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { PageHeading } from './page-heading.tsx';
import { Select } from './select.tsx';
import { Steps } from './steps.tsx';
import { SubNavigation } from './sub-navigation.tsx';
import { Tag } from './tag.tsx';
import { TaskList } from './task-list.tsx';
import { TextField } from './text-field.tsx';
import { WarningText } from './warning-text.tsx';

const csrfToken = 'token-of-this-session';

/** Every component once, with an invented trust: looked at by people, by axe, and by the test of this folder. */
export const Gallery = () => (
  <Layout
    title="Gallery"
    trustName="Peakside Learning Trust"
    csrfToken={csrfToken}
    signedInAs={{ name: 'Priya Nair', role: 'Executive Principal' }}
    banner="This is a demonstration. Every name and number is invented."
    navigation={[
      { href: '/', label: 'My work', count: 7 },
      { href: '/schools', label: 'Schools' },
      { href: '/reviews', label: 'Reviews', current: true },
      { href: '/plans', label: 'Action plans', count: 2 },
      { href: '/data', label: 'Data' },
      { href: '/development', label: 'Development' },
      { href: '/trust', label: 'Trust' },
    ]}
    crumbs={[
      { label: 'Reviews', href: '/reviews' },
      { label: 'Beacon Hill School', href: '/schools/b' },
      { label: 'Science, spring 2026' },
    ]}
    flash={{ kind: 'success', message: 'Review saved.' }}
    hasErrors
  >
    <PageHeading
      caption="Beacon Hill School"
      title="Science review, spring 2026"
      status={<Tag colour="amber">In moderation</Tag>}
      lead="What was seen, what it shows, and what happens next."
      actions={
        <>
          <ButtonLink href="/report" variant="secondary" download>
            Download
          </ButtonLink>
          <ButtonLink href="/reviews/agree">Agree the report</ButtonLink>
        </>
      }
    />
    <SubNavigation
      items={[
        { href: '#overview', label: 'Overview', current: true },
        { href: '#evidence', label: 'Evidence', count: 14 },
        { href: '#judgements', label: 'Judgements' },
        { href: '#history', label: 'History' },
      ]}
    />
    <Steps
      steps={[
        { label: 'Planned', state: 'done', detail: '12 March, Priya Nair' },
        { label: 'Evidence gathered', state: 'done', detail: '2 June' },
        { label: 'Moderation', state: 'current', detail: 'Waits for Alex Marsh' },
        { label: 'Sent to governors', state: 'next' },
      ]}
    />
    <FilterForm action="/reviews" label="Filter reviews" clearHref="/reviews">
      <Select
        name="filter-school"
        label="School"
        placeholder="All schools"
        options={[{ value: 'a', label: 'Ashdown Academy' }]}
      />
      <Select
        name="filter-term"
        label="Term"
        placeholder="Any term"
        options={[{ value: 'spring', label: 'Spring 2026' }]}
      />
      <TextField name="filter-words" label="Words in the title" width={20} type="search" />
    </FilterForm>
    <Numbers />
    <Records />
    <h2 class="govuk-heading-l">To do</h2>
    <TaskList
      tasks={[
        {
          title: 'Write the annual review',
          hint: 'Beacon Hill School',
          status: 'Due 12 June',
          colour: 'amber',
          href: '/tasks/1',
        },
        { title: 'Agree the action plan', status: 'Not started', href: '/tasks/2' },
        { title: 'Report to trustees', hint: 'Opens when the plan is agreed', status: 'Cannot start yet' },
      ]}
    />
    <ErrorSummary
      errors={[
        { field: 'title', message: 'Enter a title' },
        { field: 'held-on', message: 'The date must be in the spring term' },
        { field: 'visit', message: 'Choose yes or no' },
      ]}
    />
    <Fields />
    <NotificationBanner>Results for 2026 are provisional until January.</NotificationBanner>
    <NotificationBanner kind="error">The file could not be read. Nothing was changed.</NotificationBanner>
    <InsetText>The school’s own view is shown beside the trust’s.</InsetText>
    <WarningText>A published report cannot be changed, only replaced.</WarningText>
    <Details summary="How a grade is agreed">Two reviewers grade on their own; a third moderates.</Details>
  </Layout>
);
