import type { PlanInScope } from '#features/action-plans/index.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { interventionPaths } from '#features/interventions/paths.ts';
import { snapshotOverviewPaths } from '#features/snapshot-overview/paths.ts';
import { Grid } from '#ui/grid.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { newestPlans } from '../newest.ts';
import { worstGrade } from '../rules.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What is late or at risk across the trust, as numbers with the way to each. A school with a 4 is not counted among those with a 3. */
export const TrustFigures = ({
  reviews,
  plans,
  lateSnapshots,
}: {
  /** The newest of each school. */
  reviews: readonly IssuedReview[];
  plans: readonly PlanInScope[];
  /** How many schools’ snapshots are late; null for whoever does not ask for them. */
  lateSnapshots: number | null;
}) => {
  const worst = reviews.map((review) => worstGrade(review.judgements.map((judgement) => judgement.gradeCode)));
  const current = [...newestPlans(plans).values()].filter((plan) => plan.state !== 'closed');
  const count = (grade: number) => worst.filter((found) => found === grade).length;
  return (
    <Grid of="tiles">
      <StatTile label="Schools with a 4" value={count(4)} href={interventionPaths.list} />
      <StatTile label="Schools with a 3, none with a 4" value={count(3)} href={interventionPaths.list} />
      <StatTile
        label="Plans late for the board"
        value={current.filter((plan) => plan.approval.late).length}
        href={actionPlanPaths.list()}
      />
      <StatTile label="Criteria at red" value={sum(current.map((plan) => plan.ratings.red))} />
      {lateSnapshots === null ? null : (
        <StatTile label="Snapshots late" value={lateSnapshots} href={snapshotOverviewPaths.missing()} />
      )}
      <StatTile label="Actions overdue" value={sum(current.map((plan) => plan.overdueActions))} />
    </Grid>
  );
};
