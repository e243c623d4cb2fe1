import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectors } from './detectors.ts'
import { maskText } from './mask-text.ts'

const mask = (kind: string) => `[masked:${kind}:0123abcd]`
const base62 = fc.stringMatching(/^[A-Za-z0-9]{24,60}$/)
const secret = fc.oneof(
  fc.tuple(fc.constantFrom('hvs.', 'hvb.', 'hvr.', 's.', 'b.'), base62).map((parts) => parts.join('')),
  base62.map((key) => `sk_live_${key}`),
  base62.map((key) => `xoxb-${key}`),
  base62.map((key) => `eyJ${key}.${key}.${key}`),
)

test('a planted secret never comes out, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), secret, fc.string(), (before, value, after) => {
      const shown = maskText(`${before} ${value} ${after}`, mask)
      expect(shown.text).not.toContain(value)
      expect(shown.masked.length).toBeGreaterThan(0)
    }),
  )
})

test('masking what is masked changes nothing', () => {
  const parts = fc.oneof(
    secret,
    fc.constantFrom(
      '://a:',
      '@',
      'IQoJb3JpZ2luX2VjEExample',
      'secretAccessKey=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      '.',
      ' ',
      'mysql ',
      ' -p',
      ' -u a',
      'curl -u a:b',
      ' --password ',
      'sshpass -p ',
      'sqlplus a/',
      'bearer ',
      'bearer a',
      'password: ',
      'token=a',
      '://a:b/',
      '://a:@',
      'jdbc:oracle:thin:a/',
      '1//0',
      'authorization: bearer ',
      'Bearer a1',
      'password: ',
      'token=',
      'jdbc:oracle:thin:a/',
      'net user a ',
      'echo a:',
      ' | chpasswd',
      '-----BEGIN PRIVATE KEY-----',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 6 }), (pieces) => {
      const once = maskText(pieces.join(''), mask)
      expect(maskText(once.text, mask).text).toBe(once.text)
    }),
  )
})

test('hostile repetition is walked through to its end, with a bounded number of replacements', () => {
  const seeds = [
    'eyJ',
    '://a:',
    '-----BEGIN PRIVATE KEY-----',
    'hvs.',
    's.',
    'secret_access_key=',
    'AIza',
    'ghp_',
    'eyJaaaaaaaaaa.',
    '@://:',
    'xoxb-',
    'mysql -u a ',
    'curl ',
    'curl -u a',
    ' -u a -p',
    ' -u a',
    '--a-',
    'sshpass -p',
    'sqlplus a/',
    'sqlplus -a ',
    'net user ',
    'echo a',
    'echo a:',
    'mongo ',
  ]
  for (const seed of seeds) {
    const text = seed.repeat(200_000 / seed.length)
    const shown = maskText(text, mask)
    expect(shown.masked.length).toBeLessThanOrEqual(text.length / 10)
  }
})

test('no detector repeats without bound inside another repetition', () => {
  for (const { shape } of detectors) expect(shape.source).not.toMatch(/[+*}]\)(?:[+*]|\{\d+,\})/)
})
