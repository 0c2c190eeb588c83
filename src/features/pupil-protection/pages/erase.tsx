import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { erasePupil, whatStopsErasing } from '../actions/erase-pupil.ts';
import { eraseForm, grounds } from '../forms.ts';
import { protectionPaths } from '../paths.ts';
import { mayErasePupil } from '../policy.ts';
import { findPupil, pupilName } from '../pupil-queries.ts';

async function erasePage(ctx: Ctx, pupilId: string, refused?: Refused): Promise<Reply> {
  const pupil = await findPupil(ctx, pupilId);
  demand(mayErasePupil(ctx.actor, pupil.school_id));
  await recordPupilReading(ctx, {
    schoolId: pupil.school_id,
    snapshotId: null,
    pupilId: pupil.id,
    what: 'the page to erase one pupil',
  });
  const stops = await whatStopsErasing(ctx, pupil);
  const { value, error } = shownIn('erase', refused);
  return appPage(
    ctx,
    {
      title: `Erase ${pupilName(pupil)}`,
      errors: refused?.errors ?? [],
      crumbs: [
        { label: `Pupil data of ${pupil.school}`, href: protectionPaths.school(pupil.school_id) },
        { label: pupilName(pupil), href: protectionPaths.pupil(pupil.id) },
      ],
    },
    <>
      <PageHeading caption={pupil.school} title={`Erase ${pupilName(pupil)}`} />
      {stops.length > 0 && !refused ? (
        <EmptyState title="This pupil cannot be erased now">
          {stops.map((stop) => (
            <p class="govuk-body">{stop}</p>
          ))}
          <p class="govuk-body">When that has ended, come back to this page.</p>
        </EmptyState>
      ) : (
        <>
          <p class="govuk-body">What goes, in one step:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>who the pupil is: names, UPN, number, date of birth</li>
            <li>the pupil’s rows in every snapshot of the school, open or taken</li>
            <li>the pupil’s rows in the files that the school sent; other pupils’ rows in those files stay</li>
          </ul>
          <p class="govuk-body">
            What stays: figures that were made with this pupil among others, what was published from them, and a
            certificate that names nobody. Take the pupil out of the school’s own system too, or the next file brings
            the pupil in again.
          </p>
          <WarningText>It cannot be brought back.</WarningText>
          <Form action={protectionPaths.erase(pupil.id)} csrfToken={ctx.page.csrfToken}>
            <Radios
              name="ground"
              label="On what ground"
              value={value('ground')}
              error={error('ground')}
              options={Object.entries(grounds).map(([key, label]) => ({ value: key, label }))}
            />
            <TextField
              name="why"
              label="Why it is right to erase"
              hint="Data that the Trust must keep to do its duty need not be erased because somebody asks. Do not name the pupil: these words are kept."
              value={value('why')}
              error={error('why')}
              required
            />
            <Checkboxes
              name="sure"
              label="Are you sure"
              labelHidden
              error={error('sure')}
              options={[{ value: 'yes', label: 'I have checked that this is the right pupil' }]}
            />
            <Button variant="warning">Erase this pupil for good</Button>
          </Form>
        </>
      )}
    </>,
  );
}

export const showErase = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  erasePage(ctx, request.params['pupilId'] ?? '');

export async function sendErase(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pupil = await findPupil(ctx, request.params['pupilId'] ?? '');
  demand(mayErasePupil(ctx.actor, pupil.school_id));
  return await answerForm(
    'erase',
    readForm(eraseForm, request.form),
    async ({ ground, why }) =>
      redirectTo(
        protectionPaths.run(await erasePupil(ctx, String(pupil.id), { ground: grounds[ground], why })),
        'The pupil has been erased. This is the certificate.',
      ),
    (refused) => erasePage(ctx, String(pupil.id), refused),
  );
}
