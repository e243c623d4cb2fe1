import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// oxlint-disable-next-line import/no-default-export -- vitest takes its configuration from the default export
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src-main/**/*.test.ts', 'src-preload/**/*.test.ts', 'src-renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    setupFiles: ['scripts/seed-laws.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // of the programs that tests start, which would else be stripped of their types each time anew
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['src-main/core/**/*.ts'],
      exclude: ['src-main/core/**/testing/**', '**/*.test.ts'],
      reporter: ['json-summary', 'text-summary'],
    },
  },
})
