import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chainedEntry, checkCustody, custodyLine, genesisHash, nextEntry, type CustodyEntry } from './custody.ts'
import { readCustodyLine } from './read-entry.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const vectors = new URL('vectors/', import.meta.url)

describe('the folder of vectors is the list of cases', () => {
  for (const name of readdirSync(vectors).filter((file) => file.endsWith('.jsonl'))) {
    const [first = '', ...lines] = readFileSync(new URL(name, vectors), 'utf8').trimEnd().split('\n')
    const { why, want }: { why: string; want: string[] } = JSON.parse(first)
    test(`${name}: ${why}`, () => {
      const found = [...checkCustody(lines.map(readCustodyLine), sha256)]
      expect(found.map(({ kind, line }) => `${kind}@${line}`)).toEqual(want)
      for (const { message } of found) expect(message).toMatch(/^(custody|two)/)
    })
  }
})

describe('an entry of ours', () => {
  const act = {
    time: '2026-03-01T10:00:00Z',
    actor: 'Zoë',
    event: 'note',
    detail: { text: 'a "b" €' },
    tool: 'Proofline 0.1.0',
  }
  const first = nextEntry(undefined, act, sha256)
  const second = nextEntry(first, act, sha256)

  test('begins at 64 zeros and counts from 1', () => {
    expect(first).toMatchObject({ seq: 1, prev_hash: genesisHash })
    expect(second).toMatchObject({ seq: 2, prev_hash: first.hash })
  })

  test('hashes its canonical text', () => {
    const text = `{"actor":"Zoë","detail":{"text":"a \\"b\\" €"},"event":"note","prev_hash":"${genesisHash}","seq":1,"time":"2026-03-01T10:00:00Z","tool":"Proofline 0.1.0"}`
    expect(first.hash).toBe(sha256(text))
  })

  test('reads back from its line', () => {
    expect(readCustodyLine(custodyLine(second))).toEqual(chainedEntry(second))
    expect([...checkCustody([first, second].map(chainedEntry), sha256)]).toEqual([])
  })

  test('any changed member is one edit, the hash included', () => {
    const changes: Partial<CustodyEntry>[] = [
      { time: '' },
      { actor: '' },
      { event: '' },
      { detail: {} },
      { tool: '' },
      { hash: genesisHash },
    ]
    for (const change of changes) {
      const found = [...checkCustody([chainedEntry(first), chainedEntry({ ...second, ...change })], sha256)]
      expect(found.map(({ kind }) => kind)).toEqual(['edited'])
    }
  })
})
