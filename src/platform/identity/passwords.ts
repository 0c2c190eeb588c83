export const shortestPassword = 12;
export const longestPassword = 128;

// Twelve characters or more that head every list of leaked passwords, and what schools type when they must think of one.
const commonest = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789123',
  '1234567890ab',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwerty123456',
  'qwerty1234567',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'password2024',
  'password2025',
  'password2026',
  'passw0rd1234',
  'p@ssword1234',
  'p@ssw0rd1234',
  'letmein12345',
  'letmeinletmein',
  'welcome12345',
  'welcome123456',
  'welcometoschool',
  'iloveyou1234',
  'iloveyouiloveyou',
  'administrator',
  'administrator1',
  'admin1234567',
  'admin123456789',
  'changeme1234',
  'changemenow1',
  'headteacher1',
  'headteacher12',
  'headteacher123',
  'teacher12345',
  'teacher123456',
  'school123456',
  'schoolschool',
  'schoolpassword',
  'september2025',
  'september2026',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcd12345678',
  'abc123abc123',
  'aaaaaaaaaaaa',
  '111111111111',
  '000000000000',
  '121212121212',
  '123123123123',
  'asdfghjkl123',
  'asdfghjklasd',
  'zxcvbnm12345',
  'football1234',
  'liverpool1234',
  'sunshine1234',
  'princess1234',
  'dragon123456',
  'monkey123456',
  'superman1234',
]);

/**
 * What is wrong with a new password, in a sentence for the person who chose it; null when it will do. Length counts most (NCSC: three random words);
 * there are no rules about signs and digits, which make passwords worse.
 */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length < shortestPassword)
    return `Your password must be at least ${shortestPassword} characters. Three random words work well.`;
  if (password.length > longestPassword) return `Your password must be ${longestPassword} characters or fewer`;
  const plain = password.toLowerCase().trim();
  const address = email.toLowerCase();
  if (plain === address || plain === address.split('@')[0]) return 'Your password must not be your e-mail address';
  if (commonest.has(plain) || new Set(plain).size < 4)
    return 'Too many people use this password, so it is the first that a guesser tries. Choose another.';
  return null;
}
