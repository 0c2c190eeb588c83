import { expect, test } from 'vitest';
import { passwordProblem } from '#platform/identity/passwords.ts';
import { maySignInWithoutPassword } from './policy.ts';
import { describeBrowser, safeNext } from './rules.ts';

test('after signing in people land on a page of ours, never elsewhere', () => {
  expect(safeNext('/schools?page=2')).toBe('/schools?page=2');
  for (const bad of [
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/sign-in?next=/x',
    '/sign-out',
    'javascript:alert(1)',
  ])
    expect(safeNext(bad)).toBe('/');
});

test('long passwords are welcome, common ones and the e-mail address are not', () => {
  expect(passwordProblem('slate walnut harbour', 'ann@invented.example')).toBeNull();
  expect(passwordProblem('short', 'ann@invented.example')).toContain('at least 12');
  expect(passwordProblem('Ann.Other@Invented.Example', 'ann.other@invented.example')).toContain(
    'must not be your e-mail',
  );
  expect(passwordProblem('Password2026', 'ann@invented.example')).toContain('Too many people');
  expect(passwordProblem('abababababab', 'ann@invented.example')).toContain('Too many people');
});

test('people recognise their devices', () => {
  expect(
    describeBrowser(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    ),
  ).toBe('Chrome on Windows');
  expect(
    describeBrowser(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1',
    ),
  ).toBe('Safari on an iPhone');
  expect(describeBrowser(null)).toBe('A browser on another device');
});

test('only a demonstration lets people in without a password', () => {
  expect(maySignInWithoutPassword({ isDemo: true }).allowed).toBe(true);
  expect(maySignInWithoutPassword({ isDemo: false }).allowed).toBe(false);
});
