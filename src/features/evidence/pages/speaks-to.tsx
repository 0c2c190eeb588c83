import { Table } from '#ui/table.tsx';
import type { StoredReach } from '../reach-queries.ts';
import { pointsNames } from '../reach-rules.ts';

/** What a piece of evidence says of the areas of each framework. */
export const SpeaksTo = ({ reach }: { reach: Pick<StoredReach, 'areas'> }) =>
  reach.areas.length === 0 ? (
    <p class="govuk-body">Nobody has said yet which areas it speaks to.</p>
  ) : (
    <Table
      caption="What it speaks to"
      stack
      columns={[{ header: 'Area' }, { header: 'Framework' }, { header: 'It shows' }]}
      rows={reach.areas.map((area) => [
        area.title,
        area.framework,
        area.note === '' ? pointsNames[area.points] : `${pointsNames[area.points]}: ${area.note}`,
      ])}
    />
  );
