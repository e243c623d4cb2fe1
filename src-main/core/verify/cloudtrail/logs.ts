import * as checks from './checks.ts'
import type { Finding, Findings } from './findings.ts'
import { isSigned, speaks, type Judged } from './judge.ts'
import { nameOf, readLogName } from './names.ts'
import { Places } from './places.ts'
import { Spans, type Span } from './spans.ts'
import { type OtherFile, layoutOf } from './tree.ts'

/** What is known when the logs are held against the digests. */
export interface LogContext {
  readonly digests: readonly Judged[]
  readonly edited: ReadonlyMap<Judged, Finding>
  /** Times without proof that another finding explains. */
  readonly holes: readonly Span<Finding>[]
  readonly files: readonly OtherFile[]
}

/** Log files that digests name: those that hold against signed digests, the refuted, the absent and those without a signed digest. */
export interface LogCounts {
  valid: number
  invalid: number
  missing: number
  unverified: number
}

interface Statement {
  readonly key: string
  readonly hash: string
  readonly by: Judged
}

/** What came of the logs: how many, and the paths of those that a digest proves which is signed by a key that is relied on. */
export interface HeldLogs {
  readonly counts: Readonly<LogCounts>
  readonly proved: readonly string[]
}

/** Holds every log against the digests that name it, and looks for logs that none names. */
export function checkLogs(context: LogContext, findings: Findings): HeldLogs {
  const walk = new LogWalk(context, findings)
  walk.holdNamed()
  walk.findUncovered()
  return walk
}

class LogWalk implements HeldLogs {
  readonly counts: LogCounts = { valid: 0, invalid: 0, missing: 0, unverified: 0 }
  readonly proved: string[] = []
  readonly #context: LogContext
  readonly #findings: Findings
  readonly #files = new Map<string, OtherFile[]>()
  readonly #stated = new Map<string, Statement[]>()
  /** Named by edited digests alone: what they say counts for nothing. */
  readonly #disowned = new Map<string, Finding>()
  readonly #holes: Spans<Finding>
  readonly #covered: Spans<true>
  readonly #places = new Places()
  /** Files with the bytes of a missing log, told with it. */
  readonly #renamed = new Set<OtherFile>()

  constructor(context: LogContext, findings: Findings) {
    this.#context = context
    this.#findings = findings
    this.#holes = new Spans(context.holes)
    this.#covered = new Spans(context.digests.filter(isSigned).map(spanOf))
    for (const file of context.files) push(this.#files, nameOf(file.path), file)
    for (const by of context.digests) {
      for (const { key, hash } of by.file.digest.logs) this.#note({ key, hash, by })
    }
  }

  #note(statement: Statement): void {
    const { key, by } = statement
    const name = nameOf(key)
    if (!speaks(by)) {
      const finding = this.#context.edited.get(by)
      if (finding !== undefined) this.#disowned.set(name, finding)
      return
    }
    push(this.#stated, name, statement)
    for (const { path } of this.#files.get(name) ?? []) this.#places.note(layoutOf(by.file), path, key)
  }

  holdNamed(): void {
    const strays = new Map<string, OtherFile>()
    for (const [name, files] of this.#files) {
      if (!this.#stated.has(name)) for (const file of files) strays.set(file.sha256, file)
    }
    for (const [name, statements] of this.#stated) {
      const files = this.#files.get(name) ?? []
      if (files.length > 0) this.#hold(files, statements)
      else this.#absent(statements, strays)
    }
  }

  #hold(files: readonly OtherFile[], statements: readonly Statement[]): void {
    const right = files.filter((file) => this.#holds(file, statements))
    const signed = statements.some(({ by }) => isSigned(by))
    if (statements.some(({ by }) => by.standing === 'valid')) this.proved.push(...right.map(({ path }) => path))
    if (right.length < files.length) this.counts.invalid += 1
    else if (signed) this.counts.valid += 1
    else this.counts.unverified += 1
  }

  /** Whether a file is the one of every digest that names it; one finding where not. */
  #holds(file: OtherFile, statements: readonly Statement[]): boolean {
    if (file.fault !== undefined) {
      this.#findings.add(checks.logUnread(file.path, file.fault))
      return false
    }
    const other = statements.find(({ hash }) => hash !== file.sha256)
    if (other !== undefined) this.#findings.add(checks.logEdited(file, other.hash, other.by))
    return other === undefined
  }

  #absent(statements: readonly Statement[], strays: ReadonlyMap<string, OtherFile>): void {
    const [first] = statements
    if (first === undefined) return
    this.counts.missing += 1
    const { key, hash, by } = first
    const stray = strays.get(hash)
    if (stray === undefined)
      this.#findings.add(checks.logMissing(this.#places.pathOf(layoutOf(by.file), key), hash, by))
    else {
      this.#renamed.add(stray)
      this.#findings.add(checks.logMoved(stray.path, key))
    }
  }

  findUncovered(): void {
    const loose: string[] = []
    for (const [name, files] of this.#files) {
      if (this.#stated.has(name)) continue
      for (const file of files) if (!this.#renamed.has(file)) this.#uncovered(file, name, loose)
    }
    const [first] = loose
    if (first !== undefined) this.#findings.add(checks.logsUncovered(first, loose.length))
  }

  #uncovered(file: OtherFile, name: string, loose: string[]): void {
    const log = readLogName(name)
    const explained = this.#disowned.get(name) ?? (log && this.#holes.touched(log))
    if (file.fault !== undefined) this.#findings.add(checks.logUnread(file.path, file.fault))
    else if (explained !== undefined) explained.leavesUnproven()
    else if (log !== undefined && this.#covered.around(log) !== undefined)
      this.#findings.add(checks.logInserted(file.path))
    else if (log !== undefined || file.holdsRecords) loose.push(file.path)
  }
}

function push<T>(map: Map<string, T[]>, name: string, one: T): void {
  const held = map.get(name)
  if (held) held.push(one)
  else map.set(name, [one])
}

const spanOf = ({ file: { digest } }: Judged): Span<true> => ({
  account: digest.name.account,
  region: digest.name.region,
  fromUs: digest.startUs,
  toUs: digest.endUs,
  value: true,
})
