import { expect, test } from 'vitest'
import { checkText, hasText } from './checks.ts'

const sources: Record<string, string> = import.meta.glob(
  [
    '../../src-main/core/{verify,bundle,compare}/**/*.ts',
    '../../src-main/engine/{verify,proofs,compare}/**/*.ts',
    '../../src-main/engine/jobs/verify-case.ts',
    '!../../src-main/**/*.test.ts',
    '!../../src-main/**/testing/**',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** Names of files that the same code speaks of; anything else in this form is the name of a check. */
const FILES =
  /^(?:bagit[.]txt|fetch[.]txt|bundle[.]json|export[.]json|desktop[.]ini|[a-z]+[.](?:json|jsonl|log|txt|ts|pem|csv|xml|rels|chain))$/u

/** `signature.ID` for each kind of signature over a file; the one name that code makes instead of writing it. */
const made = Object.values(sources).flatMap((text) =>
  text.includes('fileSignature({')
    ? [...text.matchAll(/\bid: '([a-z]+)'/gu)].map(([, id = '']) => `signature.${id}`)
    : [],
)

const written = Object.values(sources).flatMap((text) =>
  [...text.matchAll(/'([a-z]+[.][a-z]+(?:-[a-z]+)*)'/gu)].map(([, name = '']) => name),
)

const names = [...new Set([...written, ...made])].filter((name) => !FILES.test(name)).toSorted()

test('every check that code can tell of says what it means and what would settle it', () => {
  expect(names.length).toBeGreaterThan(60)
  expect(names).toContain('chain.link')
  expect(names).toContain('signature.minisign')
  expect(names.filter((name) => !hasText(name))).toEqual([])
})

const isSentence = (words: string): boolean => /^[A-Z][^.]*(?:[.][a-z][^.]*)*[.]$/u.test(words)

test('each of them is one sentence', () => {
  const others = names.filter((name) => !isSentence(checkText(name).means) || !isSentence(checkText(name).settles))
  expect(others).toEqual([])
})

test('a check without words is named by itself, and says so', () => {
  expect(hasText('moon.phase')).toBe(false)
  expect(checkText('moon.phase').name).toBe('moon phase')
})
