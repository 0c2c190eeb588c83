import { Table } from '#ui/table.tsx';
import type { SupportRow } from '../content.ts';
import { days, pounds } from '../money.ts';
import { actionPlanPaths } from '../paths.ts';
import type { PlanView } from '../queries.ts';
import { supportKinds } from '../rules.ts';
import { Change, type PlanRights } from './plan-parts.tsx';
import { supportSpan } from './support-span.ts';

/** The trust’s support under a plan: what was promised beside what was given. */
export const SupportSection = ({ view, rights }: { view: PlanView; rights: PlanRights }) => {
  const { support } = view.content;
  const given = (id: string) =>
    view.deliveries.filter((row) => row.support_id === id).reduce((sum, row) => sum + row.half_days, 0);
  const doing = rights.support || rights.progress;
  const total = (pick: (row: SupportRow) => number) => support.reduce((sum, row) => sum + pick(row), 0);
  return (
    <section>
      <h2 class="govuk-heading-m">Support from the trust</h2>
      {support.length === 0 ? (
        <p class="govuk-body">The trust has promised no additional support under this plan.</p>
      ) : (
        <Table
          caption="Support promised and given"
          captionHidden
          stack
          dense
          columns={[
            { header: 'What' },
            { header: 'Kind' },
            { header: 'Who' },
            { header: 'When' },
            { header: 'Days promised', align: 'number' },
            { header: 'Days given', align: 'number' },
            { header: 'Cost', align: 'number' },
            ...(doing ? [{ header: 'Do', headerHidden: true }] : []),
          ]}
          rows={support.map((row) => [
            row.what,
            supportKinds[row.kind],
            [row.who ?? '', view.schoolName(row.from_school_id)].filter(Boolean).join(', ') || '—',
            supportSpan(row.starts_on, row.ends_on),
            row.half_days === null ? '—' : days(row.half_days),
            days(given(row.id)),
            row.cost_pence === null ? '—' : pounds(row.cost_pence),
            ...(doing
              ? [
                  <>
                    {rights.progress ? (
                      <Change
                        href={actionPlanPaths.delivery(view.plan.id, row.id)}
                        what={row.what}
                        label="Record days"
                      />
                    ) : null}
                    {rights.support && rights.progress ? <br /> : null}
                    {rights.support ? (
                      <Change href={actionPlanPaths.part(view.plan.id, 'support', row.id)} what={row.what} />
                    ) : null}
                  </>,
                ]
              : []),
          ])}
          foot={[
            [
              'Total',
              '',
              '',
              '',
              days(total((row) => row.half_days ?? 0)),
              days(total((row) => given(row.id))),
              pounds(total((row) => row.cost_pence ?? 0)),
              ...(doing ? [''] : []),
            ],
          ]}
        />
      )}
      {rights.support ? (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.addPart(view.plan.id, 'support')}>
            Add support from the trust
          </a>
        </p>
      ) : null}
    </section>
  );
};
