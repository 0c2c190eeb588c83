import { Steps } from '#ui/steps.tsx';

const names = ['Your trust', 'Choose it', 'Check the schools', 'Your account'];

/** Where the first hour has got to. */
export const SetUpSteps = ({ current }: { current: number }) => (
  <Steps
    steps={names.map((name, index) => ({
      label: name,
      state: index < current ? 'done' : index === current ? 'current' : 'next',
    }))}
  />
);
