import { Tag, type TagColour } from '#ui/tag.tsx';
import type { ClaimState } from './claim-rules.ts';

const words: Record<ClaimState, string> = {
  supported: 'Supported',
  waived: 'Waived',
  not_a_claim: 'Not a claim',
  unsupported: 'No evidence yet',
  free: 'No evidence, none required',
};
const colours: Record<ClaimState, TagColour> = {
  supported: 'green',
  waived: 'amber',
  not_a_claim: 'grey',
  unsupported: 'red',
  free: 'grey',
};

/** What stands behind a sentence, in words and colour. */
export const ClaimTag = ({ state }: { state: ClaimState }) => <Tag colour={colours[state]}>{words[state]}</Tag>;
