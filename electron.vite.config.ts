import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Everything but better-sqlite3 (native) is bundled; targets are those of the oldest runtime the tests use. */
// oxlint-disable-next-line import/no-default-export -- electron-vite takes its configuration from the default export
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: at('src-main/shell/main.ts'),
          engine: at('src-main/engine/entry.ts'),
          job: at('src-main/engine/jobs/job-thread.ts'),
          parser: at('src-main/engine/jobs/parser-thread.ts'),
          cli: at('src-main/cli/main.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: at('src-preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: at('out/renderer'),
      minify: true,
      rollupOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
})
