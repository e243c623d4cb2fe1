import type { Database } from 'better-sqlite3'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { JobResult } from '../../contract/events.ts'
import { importFiles } from '../jobs/import-files.ts'
import type { Progress } from '../jobs/job.ts'
import { createCase, openWriter } from '../store/open-case.ts'

/** A folder with one case in it, for tests on real files. */
export interface CaseFolder extends Disposable {
  readonly folder: string
  readonly casePath: string
  readonly db: Database
  write(name: string, content: string | Uint8Array): string
  import(names: readonly string[], how?: ImportHow): Promise<JobResult<'import'>>
}

export interface ImportHow {
  readonly again?: boolean
  readonly asFiles?: boolean
  readonly sourceZone?: string
  readonly format?: string
  readonly signal?: AbortSignal
  readonly tell?: (progress: Progress) => void
}

export function caseFolder(): CaseFolder {
  const folder = mkdtempSync(join(tmpdir(), 'proofline-test-'))
  const casePath = join(folder, 'test.proofline')
  createCase(casePath, { auditor: 'tester' })
  const db = openWriter(casePath)
  return {
    folder,
    casePath,
    db,
    write: (name, content) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    import: (
      names,
      {
        again = false,
        asFiles = false,
        sourceZone,
        format,
        signal = new AbortController().signal,
        tell = () => {},
      } = {},
    ) =>
      importFiles(
        { casePath, db, signal, tell },
        { paths: names.map((name) => join(folder, name)), again, asFiles, format, sourceZone },
      ),
    [Symbol.dispose]: () => {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
