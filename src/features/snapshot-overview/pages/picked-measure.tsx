import type { PageRequest } from '#platform/http/page-request.ts';
import type { Choice } from '../load-overview.ts';
import { Choices, chosen, type View } from './frame.tsx';

/** The measure that a page about one is about: the one asked for, or the first of the stage. */
export function pickedColumn(choice: Choice, request: PageRequest) {
  return choice.columns.find((each) => each.measure.code === request.query['measure']) ?? choice.columns[0];
}

export const MeasureChoices = (props: { view: View; request: PageRequest; choice: Choice }) => {
  const picked = pickedColumn(props.choice, props.request);
  return (
    <Choices
      label="Measure"
      links={props.choice.columns.map(({ measure }) => ({
        label: measure.shortTitle,
        href: chosen(props.view, props.request, { measure: measure.code }),
        current: measure === picked?.measure,
      }))}
    />
  );
};
