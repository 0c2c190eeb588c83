import { type Step, type StepState, Steps } from '#ui/steps.tsx';
import type { PupilImport } from '../queries.ts';

const names = ['file', 'columns', 'check', 'in'] as const;
const labels = {
  file: 'Choose the file',
  columns: 'Say what the columns are',
  check: 'Look at what was found',
  in: 'Bring it in',
};

/** Where a file stands on its way into the snapshot. */
export const WizardSteps = ({ at }: { at: (typeof names)[number]; row: PupilImport }) => {
  const now = names.indexOf(at);
  const state = (index: number): StepState => (index < now ? 'done' : index === now ? 'current' : 'next');
  return (
    <Steps label="Steps" steps={names.map((name, index): Step => ({ label: labels[name], state: state(index) }))} />
  );
};
