import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { setIdentity } from '../actions/set-identity.ts';
import { identityForm } from '../forms.ts';
import { identitySettings, identityStored, schoolsConcerned } from '../identity-queries.ts';
import { keptMeans, keptTitles, keptWords } from '../identity-words.ts';
import { protectionPaths } from '../paths.ts';
import { mayKeepRules, mayProtectSchool, maySetIdentity } from '../policy.ts';
import { countsInWords } from '../rules.ts';

const choices: readonly IdentityKept[] = ['names', 'upn', 'reference'];

async function identityPage(ctx: Ctx, schoolId: string | null, refused?: Refused): Promise<Reply> {
  const school = schoolId === null ? null : await findSchool(ctx, schoolId);
  demand(school ? mayProtectSchool(ctx.actor, school.id) : mayKeepRules(ctx.actor));
  const settings = await identitySettings(ctx);
  const trust = settings.find((setting) => setting.schoolId === null);
  const own = settings.find((setting) => setting.schoolId === schoolId);
  const ofTrust = trust?.keeps ?? 'names';
  const now = own?.keeps ?? ofTrust;
  const concerned = await schoolsConcerned(ctx, schoolId);
  const stored = await identityStored(
    ctx,
    concerned.map((each) => each.id),
  );
  const { value, error } = shownIn('identity', refused);
  const offered = choices.filter((keeps) => maySetIdentity(ctx.actor, schoolId, keeps, ofTrust).allowed);
  return appPage(
    ctx,
    {
      title: 'What identifies pupils',
      errors: refused?.errors ?? [],
      crumbs: school
        ? [{ label: `Pupil data of ${school.name}`, href: protectionPaths.school(school.id) }]
        : [{ label: 'Protection of pupil data', href: protectionPaths.overview }],
    },
    <>
      <PageHeading
        caption={school?.name ?? 'Every school of the Trust that has not chosen for itself'}
        title="What identifies pupils"
        lead="Cairn works on figures. It need not know who pupils are: choose how much of that is kept."
      />
      <SummaryList
        rows={[
          { key: 'Kept now', value: keptTitles[now] },
          ...(school
            ? [{ key: 'The Trust keeps', value: keptTitles[ofTrust] }]
            : [{ key: 'Schools that this is for', value: concerned.length }]),
          {
            key: 'Stored now',
            value: `${stored.pupils.toLocaleString('en-GB')} pupils: ${countsInWords({ names: stored.names, upns: stored.upns, birthdays: stored.birthdays })}`,
          },
          ...(own
            ? [
                {
                  key: 'Chosen',
                  value: `${own.by}, ${shortDate(londonDate(own.changedAt))}${own.why ? `: ${own.why}` : ''}`,
                },
              ]
            : []),
        ]}
      />
      <Form
        action={school ? protectionPaths.schoolIdentity(school.id) : protectionPaths.identity}
        csrfToken={ctx.page.csrfToken}
      >
        <Radios
          name="keeps"
          label="From now on, keep"
          value={value('keeps') ?? (school && !own ? 'trust' : now)}
          error={error('keeps')}
          options={[
            ...offered.map((keeps) => ({ value: keeps, label: keptTitles[keeps], hint: keptMeans[keeps] })),
            ...(school
              ? [
                  {
                    value: 'trust',
                    label: 'What the Trust keeps',
                    hint: `Today that is: ${keptWords[ofTrust]}. It changes with the Trust’s choice.`,
                  },
                ]
              : []),
          ]}
        />
        {offered.length < choices.length ? (
          <p class="govuk-body">
            The Trust keeps less than some choices would. A school may keep less than the Trust, not more.
          </p>
        ) : null}
        <TextField name="why" label="Why" value={value('why')} error={error('why')} required />
        <WarningText>
          Keeping less drops what is stored of it, at once and for good: in the records, in the files of open snapshots
          and in their quarantine. Files of taken snapshots are erased whole. Keeping more brings nothing back: it holds
          for the next file.
        </WarningText>
        {stored.numberless > 0 ? (
          <p class="govuk-body">
            {stored.numberless === 1 ? 'One pupil has' : `${stored.numberless.toLocaleString('en-GB')} pupils have`} no
            number of the school’s. If only that number is kept, Cairn makes one up, and the school’s next file cannot
            be matched to {stored.numberless === 1 ? 'this pupil' : 'them'}.
          </p>
        ) : null}
        <Button variant="warning">Save what identifies pupils</Button>
      </Form>
    </>,
  );
}

async function send(ctx: Ctx, request: PageRequest, schoolId: string | null): Promise<Reply> {
  if (schoolId !== null) await findSchool(ctx, schoolId);
  else demand(mayKeepRules(ctx.actor));
  return await answerForm(
    'identity',
    readForm(identityForm, request.form),
    async (value) => {
      await setIdentity(ctx, schoolId, { keeps: value.keeps === 'trust' ? null : value.keeps, why: value.why });
      return redirectTo(
        schoolId === null ? protectionPaths.overview : protectionPaths.school(schoolId),
        'What identifies pupils has been chosen.',
      );
    },
    (refused) => identityPage(ctx, schoolId, refused),
  );
}

export const showIdentity = (ctx: Ctx): Promise<Reply> => identityPage(ctx, null);
export const sendIdentity = (ctx: Ctx, request: PageRequest): Promise<Reply> => send(ctx, request, null);
export const showSchoolIdentity = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  identityPage(ctx, request.params['schoolId'] ?? '');
export const sendSchoolIdentity = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  send(ctx, request, request.params['schoolId'] ?? '');
