import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where a thread's program is: beside the sources when they run as they are, else among the built entries
 * (chunks of the build stand one folder deeper).
 */
export function threadProgram(name: 'job' | 'parser'): string {
  const here = dirname(fileURLToPath(import.meta.url))
  if (import.meta.url.endsWith('.ts')) return join(here, 'jobs', `${name}-thread.ts`)
  return join(basename(here) === 'chunks' ? dirname(here) : here, `${name}.js`)
}
