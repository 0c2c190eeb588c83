import { WarningText } from '#ui/warning-text.tsx';
import type { Warning } from '../ready.ts';

/** What the readers of a text should perhaps not read in it. */
export const WarningList = ({ warnings }: { warnings: readonly Warning[] }) => {
  if (warnings.length === 0) return null;
  return warnings.map((each) => (
    <WarningText>
      {each.where}: {each.words}.
    </WarningText>
  ));
};
