import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newDraft } from '../format.ts'
import { entrySchema } from './entry-schema.ts'
import { vault } from './vault.ts'

const mask = (kind: string) => `[masked:${kind}:0123abcd]`
const base62 = fc.stringMatching(/^[A-Za-z0-9]{24}$/)
const token = fc.oneof(
  base62.map((rest) => `hvs.${rest}`),
  base62.map((rest) => `s.${rest}`),
)
const anything = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.jsonValue())
const often = <T>(usual: fc.Arbitrary<T>) =>
  fc.option(fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anything }), { nil: undefined })

const auth = fc.record({
  accessor: often(fc.string()),
  client_token: often(fc.string()),
  display_name: often(fc.constantFrom('', 'root', 'approle-x', 'ldap-ana', 'token')),
  entity_id: often(fc.uuid()),
  metadata: often(fc.record({ email: often(fc.emailAddress()), username: often(fc.string()) })),
})
const entry = fc.record({
  time: often(fc.constantFrom('2025-03-14T02:34:07.918364205Z', '2025-02-30T00:00:00Z')),
  type: often(fc.constantFrom('request', 'response')),
  error: often(fc.string()),
  auth: often(auth),
  request: often(
    fc.record({
      id: often(fc.uuid()),
      operation: often(fc.constantFrom('read', 'update', 'list')),
      path: often(fc.constantFrom('secret/data/a', 'auth/userpass/login/a', 'sys/audit/x')),
      client_token: often(fc.string()),
      client_token_accessor: often(fc.string()),
      remote_address: often(fc.ipV4()),
      remote_port: often(fc.nat()),
      namespace: often(fc.record({ path: often(fc.string()) })),
      headers: often(fc.dictionary(fc.string(), anything)),
      data: often(fc.dictionary(fc.string(), anything)),
    }),
  ),
  response: often(fc.record({ auth: often(auth), data: often(fc.dictionary(fc.string(), anything)) })),
})

test('the fast reader takes exactly the entries that the schema takes', () => {
  fc.assert(
    fc.property(entry, (value) => {
      const text = JSON.stringify(value)
      const reason = vault.read(text, newDraft(), mask)
      expect(reason === undefined).toBe(entrySchema.safeParse(JSON.parse(text)).success)
    }),
    { numRuns: 1000 },
  )
})

test('any text is read or refused with a sentence, never thrown over', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((text) => text.slice(0, -1)),
      ),
      (text) => {
        const reason = vault.read(text, newDraft(), mask)
        expect(reason ?? 'read').toBeTypeOf('string')
        expect(vault.show(text, mask).text).toBeTypeOf('string')
      },
    ),
  )
})

test('no refusal quotes the line', () => {
  fc.assert(
    fc.property(token, fc.string(), (secret, rest) => {
      for (const text of [`{"time":"${secret}"`, `{${secret}`, `${secret}${rest}`, `{"type":"${secret}"}`])
        expect(vault.read(text, newDraft(), mask) ?? '').not.toContain(secret)
    }),
  )
})

test('a planted token never comes out, neither as a term nor as shown, wherever it stands', () => {
  const planted = fc
    .tuple(entry, token, fc.constantFrom('time', 'path', 'display_name', 'error', 'accessor', 'other'))
    .filter(([value]) => value !== null)
  fc.assert(
    fc.property(planted, fc.boolean(), ([value, secret, place], cut) => {
      const whole = JSON.stringify({ ...value, ...plant(place, secret) })
      const text = cut ? whole.slice(0, -2) : whole
      const draft = newDraft()
      vault.read(text, draft, mask)
      expect(JSON.stringify(draft)).not.toContain(secret)
      expect(vault.show(text, mask).text).not.toContain(secret)
    }),
    { numRuns: 500 },
  )
})

function plant(place: string, secret: string): Record<string, unknown> {
  const request = { id: 'x', operation: 'read', path: place === 'path' ? `secret/${secret}` : 'secret/a' }
  const base = { time: '2025-03-14T02:34:07Z', type: 'request', request }
  if (place === 'time' || place === 'error') return { ...base, [place]: `at ${secret}` }
  if (place === 'display_name' || place === 'accessor') return { ...base, auth: { [place]: secret } }
  return place === 'path' ? base : { ...base, [secret]: [{ note: `it was ${secret}` }] }
}

test('raw values of a body are never shown, whatever their shape', () => {
  const value = fc.oneof(fc.stringMatching(/^[a-z]{9,12}$/), fc.integer({ min: 400_000_000 }))
  const name = fc.stringMatching(/^[a-z_]{1,12}$/)
  fc.assert(
    fc.property(name, value, fc.nat(3), (key, secret, depth) => {
      let data: unknown = { [key]: secret }
      for (let level = 0; level < depth; level++) data = { data }
      const request = { id: 'x', operation: 'update', path: 'kv/a', data }
      const text = JSON.stringify({ time: '2025-03-14T02:34:07Z', type: 'request', request })
      const shown = vault.show(text, mask)
      expect(shown.text.slice(text.indexOf('"data"'))).not.toContain(`${JSON.stringify(key)}:${JSON.stringify(secret)}`)
      expect(shown.masked).toEqual(['value'])
    }),
  )
})
