import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFlatXml } from './flat-xml.ts'

test.each([
  ['<?xml version="1.0"?><s>\n <r>\n  <A>x</A> <B/><C></C>\n </r></s>', { A: 'x', B: '', C: '' }],
  ['<r><A>&lt;b&gt; &quot;&apos;&amp;amp;</A></r>', { A: '<b> "\'&amp;' }],
  ['<s>#012#012  <r>#015#012#011<A>x#012y</A>#012</r>#012</s>', { A: 'x#012y' }],
  ['<r><A>&other; &#65;</A></r>', { A: '&other; &#65;' }],
  ['<r><A><b c="&lt;">1</b></A></r>', { A: '<b c="&lt;">1</b>' }],
])('%s', (text, want) => {
  expect(readFlatXml(text, 'r')).toEqual(want)
})

const BROKEN = '<r> is cut off, or holds what is no plain element'

test.each([
  ['<s></s>', 'no element <r> stands in the line'],
  ['<r><A>x</A>', BROKEN],
  ['<r><A>x', BROKEN],
  ['<r><A n="1">x</A></r>', BROKEN],
  ['<r>text</r>', BROKEN],
  ['<r><!-- x --></r>', BROKEN],
  ['<r><!ENTITY a "b"></r>', BROKEN],
  ['<r><__proto__>x</__proto__></r>', BROKEN],
  ['<r><A>x</A><A>y</A></r>', 'an element stands twice in the record: which one its source wrote cannot be told'],
  ['<r>#013<A>x</A></r>', BROKEN],
  ['<r>#012text</r>', BROKEN],
  ['<s><r><A>x</A></r><r><A>y</A></r></s>', 'several elements <r> stand in the line: one entry is one record'],
  [`<r>${' '.repeat(1024 * 1024)}`, 'the line is longer than 1 Mi characters'],
])('%s is none', (text, reason) => {
  expect(readFlatXml(text, 'r')).toBe(reason)
})

const written = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

test('what is written comes back', () => {
  const name = fc.stringMatching(/^[A-Za-z][\w]{0,10}$/)
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), (object) => {
      const text = Object.entries(object).map(([key, value]) => `<${key}>${written(value)}</${key}>`)
      expect(readFlatXml(`<r>${text.join('\n')}</r>`, 'r')).toEqual(object)
    }),
  )
})
