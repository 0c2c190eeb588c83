import { describeRecord } from '#core/audit/describe-record.ts';
import { byHandPurposes } from './observation-rules.ts';
import { workloadPaths } from './paths.ts';

/** The history of an observation that was entered by hand is read by those who may enter one: it says what it was for. */
export function describeWorkload(): void {
  describeRecord('workload_observation', {
    noun: 'Observation entered by hand',
    permission: 'workload:record',
    place: 'school',
    title: (content) => `Observation on ${String(content['on_day'])}`,
    labels: { person_id: 'Observed', observer_id: 'Observer' },
    words: { purpose: byHandPurposes },
    hidden: ['academic_year'],
    href: (_id, content) => workloadPaths.observations(String(content['school_id'])),
  });
}
