import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { envelopes } from '../core/envelopes/index.ts'
import { knownFormats } from './known-formats.ts'

const folder = new URL('../../docs/formats/', import.meta.url)
const rows = readFileSync(new URL('README.md', folder), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))

/** The rows of the index whose first cell names the id. */
const rowsOf = (id: string): readonly string[] => rows.filter((row) => row.split('|')[1]?.includes(`\`${id}\``))
const pageIn = (row: string | undefined): string => /\]\(([\w-]+\.md)\)/.exec(row ?? '')?.[1] ?? ''

test.each(knownFormats().map(({ id }) => id))(
  '%s stands once in the index of formats, with a page that is there',
  (id) => {
    const own = rowsOf(id)
    expect(own).toHaveLength(1)
    expect(pageIn(own[0])).not.toBe('')
    expect(existsSync(new URL(pageIn(own[0]), folder))).toBe(true)
  },
)

test('the index names no format and no envelope that is not there, and every envelope', () => {
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, id]) => id))
  expect(named.toSorted()).toEqual([...knownFormats(), ...envelopes].map(({ id }) => id).toSorted())
})

test('every page of the folder is linked from the index', () => {
  const index = readFileSync(new URL('README.md', folder), 'utf8')
  const pages = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([])
})
