import { defineConfig } from '@playwright/test'

// oxlint-disable-next-line import/no-default-export -- Playwright takes its configuration from the default export
export default defineConfig({
  testDir: '.',
  testMatch: 'views.ts',
  outputDir: '../../test-results',
  timeout: 600_000,
  workers: 1,
  reporter: 'list',
})
