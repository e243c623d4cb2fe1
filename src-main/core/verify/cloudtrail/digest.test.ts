import { hash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isCloudTrailDigest, readDigest, stringToSign } from './digest.ts'

/** One file a case: `text`, or `change` merged into the sound digest; `want`: a reason, or null where it is a digest. */
interface Vector {
  readonly why: string
  readonly text?: string
  readonly change?: Record<string, unknown>
  readonly want: string | null
  readonly unsupported?: boolean
}

const folder = join(import.meta.dirname, 'vectors')
const sound = JSON.parse(readFileSync(join(folder, 'sound.json'), 'utf8')) as Record<string, unknown>
const cases = readdirSync(folder)
  .filter((name) => name.startsWith('digest-'))
  .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector] as const)

function read(text: string) {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  return readDigest(text, value)
}

test.each(cases)('%s', (_, { text, change, want, unsupported = false }) => {
  const answer = read(text ?? JSON.stringify({ ...sound, ...change }))
  expect(answer.ok ? { ok: true } : answer).toEqual(
    want === null ? { ok: true } : { ok: false, reason: want, unsupported },
  )
})

test('a digest is told from events and from anything else by its own name alone', () => {
  expect(isCloudTrailDigest(sound)).toBe(true)
  for (const other of [{ Records: [] }, { ...sound, Records: [] }, [sound], null, 'digestS3Object', 7, {}]) {
    expect(isCloudTrailDigest(other)).toBe(false)
  }
})

test('the text to sign has three line feeds and none at the end; no predecessor is the word null', () => {
  const sha256 = hash('sha256', 'made up', 'hex')
  const signed = { endTime: '2026-01-05T08:15:31Z', bucket: 'made-up', key: 'a/b.json.gz', previousSignature: null }
  expect(stringToSign(signed, sha256)).toBe(`2026-01-05T08:15:31Z\nmade-up/a/b.json.gz\n${sha256}\nnull`)
  expect(stringToSign({ ...signed, previousSignature: 'ABcd' }, sha256)).toBe(
    `2026-01-05T08:15:31Z\nmade-up/a/b.json.gz\n${sha256}\nABcd`,
  )
})

test('hex is compared in lower case, times and the signed texts stay as they stand', () => {
  const answer = read(
    JSON.stringify({ ...sound, previousDigestSignature: 'ABCD', digestEndTime: '2026-01-05T09:15:31+00:00' }),
  )
  if (!answer.ok) throw new Error(answer.reason)
  expect(answer.digest).toMatchObject({ previousSignature: 'ABCD', endTime: '2026-01-05T09:15:31+00:00' })
  expect(answer.digest.previous?.signature).toBe('abcd')
  expect(answer.digest.endUs).toBe(Date.UTC(2026, 0, 5, 9, 15, 31) * 1000)
})
