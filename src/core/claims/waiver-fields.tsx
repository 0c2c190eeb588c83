import { errorFor, type FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';

type WaiverFieldsProps = { errors: readonly FieldError[]; typed: Typed /** “review”, “report”. */; paper: string };

/** Why a sentence needs no evidence: it claims nothing, or it may stand without, with the reason. */
export const WaiverFields = ({ errors, typed, paper }: WaiverFieldsProps) => (
  <>
    <Radios
      name="kind"
      id="waive-kind"
      label="Why?"
      value={typed['kind'] ?? 'not_a_claim'}
      options={[
        {
          value: 'not_a_claim',
          label: 'It is not a claim',
          hint: 'It introduces, links or explains, and says nothing that could be untrue of the school',
        },
        { value: 'waived', label: 'It may stand without evidence', hint: `Your reason is kept with the ${paper}` },
      ]}
    />
    <TextArea
      name="reason"
      label="Reason"
      hint="Required where the sentence is a claim"
      rows={2}
      value={typed['reason']}
      error={errorFor(errors, 'reason')}
    />
  </>
);
