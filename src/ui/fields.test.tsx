import { describe, expect, test } from 'vitest';
import { Checkboxes } from './checkboxes.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Form } from './form.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

describe('a field', () => {
  test('is named by its label and described by its hint and its error', () => {
    const html = String(<TextField name="title" label="Title" hint="As printed" error="Enter a title" required />);
    expect(html).toContain('for="title"');
    expect(html).toContain('aria-describedby="title-hint title-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toMatch(/<div id="title-hint"[^>]*>As printed/);
    expect(html).toMatch(/<p id="title-error"[^>]*><span class="govuk-visually-hidden">Error: <\/span>Enter a title/);
    expect(html).toContain(' required=""');
  });

  test('says nothing of errors when there are none', () => {
    const html = String(<TextField name="title" label="Title" value={undefined} error={undefined} />);
    expect(html).not.toMatch(/aria-invalid|aria-describedby|--error/);
    expect(html).toContain('value=""');
  });

  test('says when it may be left empty', () => {
    expect(String(<TextField name="a" label="Cost" required={false} />)).toContain('Cost (optional)');
  });

  test('keeps an empty first line of longer text', () => {
    expect(String(<TextArea name="a" label="A" value={'\nfirst'} />)).toContain('>\n\nfirst</textarea>');
  });

  test('shows what was chosen', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    expect(String(<Select name="s" label="S" options={options} value="b" />)).toContain(
      '<option value="b" selected="">',
    );
    expect(String(<Radios name="r" label="R" options={options} value="b" />)).toMatch(/value="b" checked=""/);
    expect(
      String(<Checkboxes name="c" label="C" options={options} values={['a', 'b']} />).match(/checked=""/g),
    ).toHaveLength(2);
  });
});

describe('the error summary', () => {
  test('leads to the first control of each field', () => {
    const summary = String(<ErrorSummary errors={[{ field: 'grade', message: 'Choose a grade' }]} />);
    const radios = String(
      <Radios name="grade" label="Grade" options={[{ value: '1', label: '1' }]} error="Choose a grade" />,
    );
    expect(summary).toContain('<a href="#grade">Choose a grade</a>');
    expect(radios).toMatch(/<input class="govuk-radios__input" id="grade"/);
  });

  test('is not there when nothing is wrong', () => {
    expect(String(<ErrorSummary errors={[]} />)).toBe('');
  });
});

test('a form posts its token, and saves drafts only where it says so', () => {
  const plain = String(<Form action="/a" csrfToken="t" />);
  expect(plain).toContain('method="post"');
  expect(plain).toContain('<input type="hidden" name="_csrf" value="t"/>');
  expect(plain).not.toContain('data-autosave');
  expect(String(<Form action="/a" csrfToken="t" autosave="/a/draft" />)).toContain('data-autosave="/a/draft"');
});
