import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** The columns that the peers store, one row a line of the log. */
export const COLUMNS = [
  'time',
  'type',
  'error',
  'request_id',
  'operation',
  'path',
  'mount_type',
  'mount_accessor',
  'namespace',
  'remote_address',
  'remote_port',
  'accessor',
  'display_name',
  'entity_id',
  'token_type',
  'policy',
  'token_issue_time',
] as const

/** What a log's line holds for them; everything may be absent. */
interface Entry {
  readonly time?: string
  readonly type?: string
  readonly error?: string
  readonly request?: {
    readonly id?: string
    readonly operation?: string
    readonly path?: string
    readonly mount_type?: string
    readonly mount_accessor?: string
    readonly namespace?: { readonly id?: string }
    readonly remote_address?: string
    readonly remote_port?: number
  }
  readonly auth?: {
    readonly accessor?: string
    readonly display_name?: string
    readonly entity_id?: string
    readonly token_type?: string
    readonly policies?: readonly string[]
    readonly token_issue_time?: string
  }
}

function values({ time, type, error, request = {}, auth = {} }: Entry): readonly (string | number | undefined)[] {
  return [
    time,
    type,
    error,
    request.id,
    request.operation,
    request.path,
    request.mount_type,
    request.mount_accessor,
    request.namespace?.id,
    request.remote_address,
    request.remote_port,
    auth.accessor,
    auth.display_name,
    auth.entity_id,
    auth.token_type,
    auth.policies?.at(-1),
    auth.token_issue_time,
  ]
}

/** RFC 4180, section 2. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Takes the columns out of a log before the clock starts; gives the number of rows. */
export async function extract(log: string, csv: string): Promise<number> {
  const out = openSync(csv, 'w')
  let [rows, pending] = [0, '']
  try {
    for await (const line of createInterface({ input: createReadStream(log) })) {
      // The bench reads only logs that its own generator or the person measuring has made.
      const entry = JSON.parse(line) as Entry
      pending += `${values(entry).map(cell).join(',')}\n`
      rows += 1
      if (pending.length < 1 << 20) continue
      writeSync(out, pending)
      pending = ''
    }
    writeSync(out, pending)
  } finally {
    closeSync(out)
  }
  return rows
}
