import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { QUERY_CHARS, QUERY_DEPTH, QUERY_TERMS } from './query.ts'

const vectors = new URL('vectors/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'))

const whole: { cases: [string, string][] } = read('whole.json')
test.each(whole.cases)('reads %j', (text, canonical) => {
  const parsed = parse(text)
  expect(parsed).toMatchObject({ ok: true })
  expect(parsed.ok && print(parsed.query)).toBe(canonical)
})

for (const name of readdirSync(vectors).filter((one) => one !== 'whole.json')) {
  const { why, cases }: { why: string; cases: [string, number, string | null][] } = read(name)
  describe(`${name}: ${why}`, () => {
    test.each(cases)('refuses %j', (text, at, suggestion) => {
      const parsed = parse(text)
      expect(parsed).toMatchObject({ ok: false, at })
      expect(!parsed.ok && parsed.message.length).toBeGreaterThan(5)
      expect(!parsed.ok && (parsed.suggestion ?? null)).toBe(suggestion)
    })
  })
}

test('refuses what is too long, too deep or too much', () => {
  expect(parse('x'.repeat(QUERY_CHARS + 1))).toMatchObject({ ok: false, at: QUERY_CHARS })
  expect(parse('('.repeat(QUERY_DEPTH + 2) + 'x' + ')'.repeat(QUERY_DEPTH + 2))).toMatchObject({ ok: false })
  expect(parse('-'.repeat(4000) + 'x')).toMatchObject({ ok: false })
  expect(parse('x '.repeat(QUERY_TERMS + 1))).toMatchObject({ ok: false })
})
