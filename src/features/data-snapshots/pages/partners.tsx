import { termInYear } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { writeCsv } from '#platform/tabular/write-csv.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { endPartnerFile, receivePartnerFile } from '../actions/receive-partner-file.ts';
import { endPartnerForm } from '../forms.ts';
import { partnerRows } from '../partner-file.ts';
import { ownTotals, partnerFiles } from '../partner-queries.ts';
import { snapshotPaths } from '../paths.ts';
import { findCollection } from '../queries.ts';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; ending?: string };

async function partnersPage(ctx: Ctx, id: string, { errors = [], typed = {}, ending }: Shown = {}): Promise<Reply> {
  const collection = await findCollection(ctx, id);
  const files = await partnerFiles(ctx, collection);
  const sent = partnerRows(await ownTotals(ctx, id)).length - 1;
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  return appPage(
    ctx,
    {
      title: 'The partnership’s figures',
      errors,
      crumbs: [
        { label: 'Snapshots', href: snapshotPaths.list },
        { label: collection.name, href: snapshotPaths.collection(id) },
      ],
    },
    <>
      <PageHeading
        caption={termInYear(collection.term, collection.academic_year)}
        title="The partnership’s figures"
        lead="Trusts of the partnership exchange totals of all their schools together, never a school’s own. Where five schools or more of two trusts are in a figure, it stands beside your schools’."
      />
      <h2 class="govuk-heading-m">What you send</h2>
      {sent > 0 ? (
        <p class="govuk-body">
          {sent} figures of {collection.name}, each of three schools or more.{' '}
          <ButtonLink href={snapshotPaths.partnerTotals(id)} variant="secondary" download>
            Download your totals
          </ButtonLink>
        </p>
      ) : (
        <p class="govuk-body">Nothing can be sent yet: fewer than three schools have taken the snapshot.</p>
      )}
      <Table
        caption="What partners have sent"
        columns={[
          { header: 'Partner' },
          { header: 'Schools', align: 'number' },
          { header: 'Received' },
          { header: 'What to do', headerHidden: true },
        ]}
        rows={files.map((file) => [
          file.partner,
          file.schools ?? 0,
          `${file.receiver}, ${shortDate(londonDate(file.received_at))}`,
          <Details summary="Take it out" open={ending === file.id}>
            <Form
              action={snapshotPaths.endPartner(id, file.id)}
              csrfToken={ctx.page.csrfToken}
              label={`Take out the totals of ${file.partner}`}
            >
              <TextField
                name="why"
                id={`end-${file.id}`}
                label="Why"
                value={ending === file.id ? typed['why'] : ''}
                error={ending === file.id ? error('why') : undefined}
                required
              />
              <Button variant="warning">Take it out</Button>
            </Form>
          </Details>,
        ])}
        empty="No partner’s totals have been taken in for this term."
        stack
      />
      <h2 class="govuk-heading-m">Take in a partner’s totals</h2>
      <Form action={snapshotPaths.partners(id)} csrfToken={ctx.page.csrfToken} enctype="multipart/form-data">
        <TextField
          name="partner"
          label="Partner"
          value={typed['partner']}
          error={error('partner')}
          width={20}
          required
        />
        <FileField
          name="file"
          label="File"
          hint="As Cairn writes it for partners (CSV)"
          accept=".csv,.xlsx"
          error={error('file')}
          required
        />
        <Button>Take it in</Button>
      </Form>
    </>,
  );
}

const collectionOf = (request: PageRequest): string => request.params['collectionId'] ?? '';

export const showPartners = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  await partnersPage(ctx, collectionOf(request));

export async function downloadTotals(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const collection = await findCollection(ctx, collectionOf(request));
  return download({
    bytes: writeCsv(partnerRows(await ownTotals(ctx, collection.id))),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `${ctx.actor.trustName}, ${collection.name}, totals for partners.csv`,
  });
}

export async function sendPartnerFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = collectionOf(request);
  const partner = (request.form['partner']?.[0] ?? '').trim();
  const [file] = request.files;
  const errors: FieldError[] = [
    ...(partner === '' || partner.length > 120 ? [{ field: 'partner', message: 'Enter the name of the partner' }] : []),
    ...(file ? [] : [{ field: 'file', message: 'Choose the file that the partner has sent' }]),
  ];
  if (errors.length > 0 || !file) return await partnersPage(ctx, id, { errors, typed: { partner } });
  try {
    await receivePartnerFile(ctx, id, { partner, fileName: file.fileName, bytes: file.bytes });
  } catch (error) {
    if (error instanceof Invalid) return await partnersPage(ctx, id, { errors: error.errors, typed: { partner } });
    throw error;
  }
  return redirectTo(snapshotPaths.partners(id), `The totals of ${partner} count from now on.`);
}

export async function sendEndPartner(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = collectionOf(request);
  const fileId = request.params['partnerFileId'] ?? '';
  const form = readForm(endPartnerForm, request.form);
  if (!form.ok) return await partnersPage(ctx, id, { errors: form.errors, typed: form.typed, ending: fileId });
  await endPartnerFile(ctx, fileId, form.value.why);
  return redirectTo(snapshotPaths.partners(id), 'The partner’s totals no longer count.');
}
