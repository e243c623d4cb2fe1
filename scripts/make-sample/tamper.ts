import type { Log, LogLine } from './logs.ts'

/** What the forger of the second copy did, as the verification must find it. */
export interface Forgery {
  readonly kind: 'edited' | 'removed'
  readonly file: string
  /** As in the log that was signed. */
  readonly line: number
}

const EDITED = { mark: 'policy-change', type: 'request' } as const
const REMOVED = { mark: 'night-read', type: 'response' } as const

const is = ({ visit, type }: LogLine, what: typeof EDITED | typeof REMOVED): boolean =>
  visit.mark === what.mark && type === what.type

function asRead(line: LogLine): LogLine {
  const text = line.text.replace('"operation":"update"', '"operation":"read"')
  if (text === line.text) throw new Error('the line to edit is no update')
  return { ...line, text }
}

/** The policy change of 8 March becomes a read; the answer to the read of 02:34 on 14 March is gone. */
export function tampered(original: readonly Log[]): {
  readonly logs: readonly Log[]
  readonly forgeries: readonly Forgery[]
} {
  const place = (what: typeof EDITED | typeof REMOVED, kind: Forgery['kind']): Forgery => {
    for (const { name, lines } of original) {
      const line = lines.find((candidate) => is(candidate, what))
      if (line) return { kind, file: `data/${name}`, line: line.number }
    }
    throw new Error(`no line is marked ${what.mark}`)
  }
  return {
    logs: original.map(({ name, lines }) => ({
      name,
      lines: lines.filter((line) => !is(line, REMOVED)).map((line) => (is(line, EDITED) ? asRead(line) : line)),
    })),
    forgeries: [place(EDITED, 'edited'), place(REMOVED, 'removed')],
  }
}
