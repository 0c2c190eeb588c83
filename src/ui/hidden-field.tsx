export const HiddenField = ({ name, value }: { name: string; value: string | number | undefined }) => (
  <input type="hidden" name={name} value={value === undefined ? '' : String(value)} />
);
