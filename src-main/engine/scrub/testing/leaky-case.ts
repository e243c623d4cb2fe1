import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { JobResult } from '../../../contract/events.ts'
import type { Check } from '../../../core/verify/check.ts'
import { type ScrubAsk, scrubOriginals } from '../../jobs/scrub-originals.ts'
import { verifyCase } from '../../jobs/verify-case.ts'
import { openWriter } from '../../store/open-case.ts'
import { frameBytes } from '../../store/originals.ts'
import { type CaseFolder, caseFolder } from '../../testing/case-folder.ts'
import { type EventAsk, pairs, vaultLine } from '../../testing/lines.ts'

/** What must be gone: a token in the path, which is masked in the record too, and a password that only the original holds. */
export const TOKEN = 'hvs.CAESIJ0plainTokenThatMustNotStay'
export const PASSWORD = 'hunter2-plain-and-open'
export const REASON = 'INC-4127: agreed with D. Reyes'

/** A line of Vault that holds both in clear. */
export function leakyLine(ask: EventAsk): string {
  const line: { request: Record<string, unknown> } = JSON.parse(
    vaultLine({ ...ask, path: `auth/token/lookup/${TOKEN}` }),
  )
  line.request['data'] = { password: PASSWORD }
  return JSON.stringify(line)
}

/** Forty lines of one log: 11 and 12 a leaky pair, 23 a leaky line that is cut off, 24 one that stands twice (25). */
export function leakyLog(): string {
  const [request, response] = [leakyLine({ n: 1000 }), leakyLine({ n: 1000, type: 'response' })]
  const twice = leakyLine({ n: 1001 })
  const broken = `{"type":"request","token":"${TOKEN}`
  return `${pairs(0, 5)}${request}\n${response}\n${pairs(5, 10)}${broken}\n${twice}\n${twice}\n${pairs(10, 17)}${vaultLine({ n: 99 })}\n`
}

const signal = new AbortController().signal
const tell = (): void => undefined
const none = { records: [], lines: [], rejected: false, masked: false, whole: false, dryRun: false, reason: REASON }

export const scrub = (
  { casePath, db }: Pick<CaseFolder, 'casePath' | 'db'>,
  ask: Partial<ScrubAsk>,
): Promise<JobResult<'scrub'>> => scrubOriginals({ casePath, db, signal, tell }, { ...none, ...ask })

/** Every check over a case. */
export async function checksOf({ casePath, db }: Pick<CaseFolder, 'casePath' | 'db'>): Promise<readonly Check[]> {
  const { bundles } = await verifyCase({ casePath, db, signal, tell }, { trust: [] })
  return bundles.flatMap(({ checks }) => checks)
}

/** A case with the leaky log in it, beside one that leaks nothing; all of it in its file, to be copied. */
async function leakyCase(): Promise<CaseFolder> {
  const made = caseFolder()
  made.write('leaky.log', leakyLog())
  made.write('other.log', pairs(200, 230))
  await made.import(['leaky.log', 'other.log'])
  made.db.pragma('wal_checkpoint(TRUNCATE)')
  return made
}

/** Whether a text stands anywhere: in the bytes of the file or its log as they are, or in any original unpacked. */
export function standsIn({ casePath, db }: Pick<CaseFolder, 'casePath' | 'db'>, text: string): boolean {
  const raw = [casePath, `${casePath}-wal`].some((path) => bytesOf(path).includes(text))
  return raw || bodies(db).some((row) => frameBytes(row).includes(text))
}

export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

/** The packed originals of a case. */
export const bodies = (db: Database): { readonly bytes: number; readonly body: Buffer }[] =>
  db.prepare<[], { bytes: number; body: Buffer }>('SELECT bytes, body FROM raw_block').all()

/** A case as a test changes it. */
export type CaseCopy = Pick<CaseFolder, 'casePath' | 'db' | 'folder'>

/** The leaky case is made once for the tests of a file; each gets a copy, as a file of its own. */
export function leakyCopies(): { readonly at: CaseCopy } {
  let made: CaseFolder
  let at: CaseCopy
  let copies = 0
  beforeAll(async () => {
    made = await leakyCase()
  }, 120_000)
  afterAll(() => made[Symbol.dispose]())
  beforeEach(() => {
    const casePath = join(made.folder, `copy-${copies++}.proofline`)
    copyFileSync(made.casePath, casePath)
    at = { casePath, folder: made.folder, db: openWriter(casePath) }
  })
  afterEach(() => at.db.close())
  return {
    get at() {
      return at
    },
  }
}

/** Findings that failed, as words. */
export const failuresOf = (checks: readonly Check[]): string[] =>
  checks.filter(({ verdict }) => verdict === 'failed').map(({ check, kind }) => `${check} ${kind ?? ''}`)

/** What somebody with another program can do to a case file: the triggers go first. */
export function tamper(db: Database, sql: string): void {
  const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
}

/** The text of the leaky log as the case keeps it, changed by such a program; answers the new text. */
export function rewrite(db: Database, change: (text: string) => string): string {
  const row = db.prepare<[], { bytes: number; body: Buffer }>('SELECT bytes, body FROM raw_block WHERE file = 1').get()
  if (!row) throw new Error('no block')
  const text = change(frameBytes(row).toString())
  tamper(db, 'SELECT 1')
  db.prepare('UPDATE raw_block SET body = ? WHERE file = 1').run(zstdCompressSync(text))
  return text
}
