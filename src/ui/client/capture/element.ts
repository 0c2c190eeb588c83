type Child = Node | string | null | false | undefined;
type Properties = { [name: string]: string | boolean | number | undefined | ((event: Event) => void) };

/** An element with its attributes, listeners (`onclick`) and children; `false` and `undefined` leave an attribute out. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

export const button = (label: string, look: 'primary' | 'secondary' | 'plain', press: () => void): HTMLButtonElement =>
  el('button', { type: 'button', class: `cap-button cap-button--${look}`, onclick: press }, label);

type Choice = { value: string; label: string; detail?: string };

/** Big targets, one under the other or in a row; the answer is a radio button or a tick, for the keyboard and for a screen reader. */
export function choices(
  name: string,
  legend: string,
  options: readonly Choice[],
  chosen: readonly string[],
  change: (values: string[]) => void,
  how: { many?: boolean; row?: boolean } = {},
): HTMLFieldSetElement {
  const inputs = options.map((option) =>
    el('input', {
      type: how.many ? 'checkbox' : 'radio',
      name,
      value: option.value,
      checked: chosen.includes(option.value),
      class: 'cap-choice__input',
      onchange: () => change(inputs.filter((input) => input.checked).map((input) => input.value)),
    }),
  );
  const labels = options.map((option, index) =>
    el(
      'label',
      { class: 'cap-choice' },
      inputs[index],
      el('span', { class: 'cap-choice__text' }, option.label, option.detail ? el('small', {}, option.detail) : null),
    ),
  );
  return el(
    'fieldset',
    { class: 'cap-field', id: `field-${name}`, tabindex: -1 },
    el('legend', { class: 'cap-label' }, legend),
    el('div', { class: how.row ? 'cap-choices cap-choices--row' : 'cap-choices' }, ...labels),
  );
}

/** A list to choose one from, for more than fit as big targets. */
export function select(
  name: string,
  label: string,
  options: readonly Choice[],
  chosen: string,
  change: (value: string) => void,
): HTMLDivElement {
  const list = el('select', { id: name, class: 'cap-input', onchange: () => change(list.value) });
  for (const option of options)
    list.append(el('option', { value: option.value, selected: option.value === chosen }, option.label));
  return el(
    'div',
    { class: 'cap-field', id: `field-${name}` },
    el('label', { class: 'cap-label', for: name }, label),
    list,
  );
}
