/** Vault audit lines of our own making, for tests of the pipeline. */
export interface EventAsk {
  readonly n: number
  readonly type?: 'request' | 'response'
  readonly time?: string
  readonly operation?: string
  readonly path?: string
  readonly error?: string
  readonly id?: string
}

/** A request id that is a UUID, different for each number. */
export const uuidOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** One line of an audit device, without its LF. */
export function vaultLine({
  n,
  type = 'request',
  time,
  operation = 'read',
  path = 'secret/data/app',
  error,
  id = uuidOf(n),
}: EventAsk): string {
  const at = time ?? new Date(Date.UTC(2025, 0, 1) + n * 1000 + (type === 'response' ? 2 : 0)).toISOString()
  return JSON.stringify({
    time: at,
    type,
    auth: {
      display_name: 'approle-bot',
      accessor: `hmac-sha256:${'a'.repeat(64)}`,
      policies: ['default'],
      token_type: 'service',
    },
    request: { id, operation, path, remote_address: '10.0.0.7', remote_port: 4711, namespace: { id: 'root' } },
    ...(type === 'response' && { response: { mount_type: 'kv' } }),
    ...(error !== undefined && { error }),
  })
}

/** Request and response of events `from` to `to` (not included), each line with its LF. */
export function pairs(from: number, to: number): string {
  let text = ''
  for (let n = from; n < to; n++) text += `${vaultLine({ n })}\n${vaultLine({ n, type: 'response' })}\n`
  return text
}
