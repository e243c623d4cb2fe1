import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats } from '../formats/index.ts'
import { maskText } from '../mask/mask-text.ts'
import { fillWhole } from './fill.ts'
import { scrubText } from './scrub-text.ts'

const ends = (one: Uint8Array): number[] => [...one.keys()].filter((at) => one[at] === 10 || one[at] === 13)
const plain = (kind: string): string => `[masked:${kind}:00000000]`
const secret = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/).map((text) => `hvs.${text}`)
const name = fc.constantFrom('password', 'client_token', 'note', 'data', 'path', 'secret')
const value = fc.oneof(secret, fc.string(), fc.integer(), fc.string({ unit: 'grapheme' }))
const entry = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value), fc.array(value, { maxLength: 3 })))

test('a scrubbed entry of any format is as long as before, keeps its line ends, and shows nothing that was masked', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...formats),
      fc.oneof(
        entry.map((one) => JSON.stringify(one)),
        fc.string(),
      ),
      (format, text) => {
        const hidden: string[] = []
        format.show(text, (kind, one) => {
          hidden.push(one)
          return plain(kind)
        })
        const scrubbed = scrubText(text, (one, mask) => format.show(one, mask))
        expect(scrubbed === 'clean').toBe(hidden.every((one) => one === ''))
        if (typeof scrubbed === 'string') return
        expect(Buffer.byteLength(scrubbed.text)).toBe(Buffer.byteLength(text))
        expect(scrubbed.text.replaceAll(/[^\n\r]/g, '')).toBe(text.replaceAll(/[^\n\r]/g, ''))
        const left: string[] = []
        format.show(scrubbed.text, (kind, one) => {
          left.push(one)
          return plain(kind)
        })
        for (const one of hidden) expect(left).not.toContain(one)
      },
    ),
  )
})

test('a token that a detector knows is nowhere in the text afterwards', () => {
  fc.assert(
    fc.property(fc.string(), secret, fc.string(), (before, token, after) => {
      const scrubbed = scrubText(`${before} ${token} ${after}`, maskText)
      expect(JSON.stringify(scrubbed)).not.toContain(token)
    }),
  )
})

test('filling a whole entry keeps its length and its line ends, and no other byte but those of the frame', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom('lines' as const, 'json-values' as const, 'json-members' as const, 'table-rows' as const),
      (bytes, split) => {
        const filled = Buffer.from(fillWhole(bytes, split))
        expect(filled.length).toBe(bytes.length)
        expect(ends(filled)).toEqual(ends(bytes))
        expect(filled.toString('latin1')).toMatch(/^[*\s{}[\]":]*$/)
      },
    ),
  )
})
