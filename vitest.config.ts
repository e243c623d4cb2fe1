import { defineConfig } from 'vitest/config'

// oxlint-disable-next-line import/no-default-export -- vitest takes its configuration from the default export
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src-main/**/*.test.ts', 'src-preload/**/*.test.ts', 'src-renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['src-main/core/**/*.ts'],
      exclude: ['src-main/core/**/testing/**', '**/*.test.ts'],
      reporter: ['json-summary', 'text-summary'],
    },
  },
})
