import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FILES = [
  '400Regular',
  '400Regular_Italic',
  '500Medium',
  '600SemiBold',
  '600SemiBold_Italic',
  '700Bold',
  '700Bold_Italic',
];

/** Source Sans 3 (SIL Open Font Licence) as TrueType, read from the package wherever npm has put it. */
export function readFonts(): Buffer[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'));
  return FILES.map((name) => readFileSync(join(folder, name, `SourceSans3_${name}.ttf`)));
}
