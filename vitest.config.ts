import { defineConfig, type Plugin } from 'vitest/config';

// Before any process of the run starts: some read it once only.
process.env['TZ'] = 'Europe/London';

/** esbuild bundles these files as text (bin/build.mjs); so do the tests. */
const textFiles: Plugin = {
  name: 'text-files',
  enforce: 'pre',
  transform: (code, id) => (/\.(sql|txt)$/.test(id) ? `export default ${JSON.stringify(code)}` : undefined),
};

// biome-ignore lint/style/noDefaultExport: Vitest reads its configuration from the default export.
export default defineConfig({
  plugins: [textFiles],
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/London' },
  },
});
