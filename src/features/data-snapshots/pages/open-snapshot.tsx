import type { Ctx } from '#core/context.ts';
import type { SnapshotContent, Wanted } from '#core/pupil-data/tables.ts';
import { importPaths } from '#features/pupil-imports/paths.ts';
import { longDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { snapshotPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import type { Snapshot } from '../queries.ts';
import { inWords, missingFrom, wantedNames } from '../rules.ts';

const counted = (content: Required<SnapshotContent>, kind: Wanted): string => {
  const count = content[kind];
  if (kind === 'assessments') return count === 0 ? 'Nothing yet' : `${content.results} results of ${count} pupils`;
  if (kind === 'suspensions') return count === 0 ? 'None brought in' : String(count);
  return count === 0 ? 'Nothing yet' : `${count} pupils`;
};

export type OpenShown = {
  content: Required<SnapshotContent>;
  /** Rows that wait in quarantine. */
  waiting: number;
  errors?: readonly FieldError[];
  typed?: Typed;
};

/** A snapshot that is being filled: what has come in, what is missing, and taking it. */
export const OpenSnapshot = (props: { ctx: Ctx; snapshot: Snapshot; shown: OpenShown }) => {
  const { ctx, snapshot, shown } = props;
  const collects = mayCollect(ctx.actor, snapshot.school_id).allowed && snapshot.withdrawn_at === null;
  const missing = missingFrom(snapshot.wanted, shown.content);
  const error = (field: string) => shown.errors?.find((found) => found.field === field)?.message;
  return (
    <>
      {snapshot.corrects_why ? (
        <InsetText>
          This is version {snapshot.version}. Version {snapshot.version - 1} counts until this one is taken. Why it is
          corrected: {snapshot.corrects_why}
        </InsetText>
      ) : null}
      {snapshot.note ? <InsetText>{snapshot.note}</InsetText> : null}
      <h2 class="govuk-heading-m">What has come in</h2>
      <SummaryList
        rows={snapshot.wanted.map((kind) => ({
          key: wantedNames[kind],
          value: counted(shown.content, kind),
        }))}
      />
      {shown.waiting > 0 ? (
        <p class="govuk-body">
          <strong>
            {shown.waiting === 1 ? '1 row waits' : `${shown.waiting} rows wait`} to be mended or left out.
          </strong>
        </p>
      ) : null}
      {collects ? (
        <>
          <p class="govuk-body">
            <ButtonLink href={importPaths.list(snapshot.id)} variant={missing.length > 0 ? 'primary' : 'secondary'}>
              {shown.content.pupils === 0 ? 'Bring in a file' : 'Files of this snapshot'}
            </ButtonLink>
          </p>
          <h2 class="govuk-heading-m">Take the snapshot</h2>
          <p class="govuk-body">
            The data describes the school on {longDate(snapshot.data_on)}. Once taken, nothing in it changes; a mistake
            found later is corrected in a new version beside it.
          </p>
          {shown.content.pupils === 0 ? (
            <p class="govuk-body">Bring in the file of pupils first: then it can be taken here.</p>
          ) : (
            <Form action={snapshotPaths.take(snapshot.id)} csrfToken={ctx.page.csrfToken}>
              <HiddenField name="revision" value={snapshot.revision} />
              {snapshot.wanted.includes('suspensions') && shown.content.suspensions === 0 ? (
                <Checkboxes
                  name="noSuspensions"
                  label="Suspensions and exclusions"
                  values={shown.typed?.['noSuspensions'] ? ['yes'] : []}
                  options={[{ value: 'yes', label: 'There was none this year up to the day of the data' }]}
                  required={false}
                />
              ) : null}
              <TextArea
                name="note"
                label="What readers should know"
                hint={
                  missing.length > 0
                    ? `There is nothing on ${inWords(missing)}: say why`
                    : 'Such as a class that has not been assessed'
                }
                value={shown.typed?.['note'] ?? ''}
                error={error('note')}
                rows={3}
                required={missing.some((each) => !each.startsWith('suspensions'))}
              />
              <Button>Take the snapshot</Button>
            </Form>
          )}
        </>
      ) : (
        <p class="govuk-body">
          {snapshot.withdrawn_at
            ? 'The Trust no longer asks for this snapshot.'
            : `The school has not taken it. It is due by ${longDate(snapshot.due_on)}.`}
        </p>
      )}
    </>
  );
};
