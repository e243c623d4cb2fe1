import { defineConfig } from '@playwright/test'

/** `packaged` tests run where `.ci/run` has made a package and names its program. */
const packaged = process.env['PROOFLINE_PACKAGED'] !== undefined

// oxlint-disable-next-line import/no-default-export -- Playwright takes its configuration from the default export
export default defineConfig({
  testDir: 'e2e',
  testMatch: packaged ? '**/packaged.spec.ts' : '**/*.spec.ts',
  ...(packaged ? {} : { testIgnore: '**/packaged.spec.ts' }),
  outputDir: 'test-results',
  timeout: 90_000,
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
})
