import { expect, test } from 'vitest'
import { joined, launchOf, NOTHING } from './launch.ts'

const cases: readonly (readonly [string, readonly string[], number, object])[] = [
  ['nothing given', ['/opt/proofline'], 1, {}],
  ['an app folder is the program itself', ['electron', '/src/proofline', 'a.log'], 2, { inputs: ['/home/a.log'] }],
  ['switches are not files', ['proofline', '--no-sandbox', '-x', 'a.log'], 1, { inputs: ['/home/a.log'] }],
  [
    'after -- everything is a file',
    ['proofline', '--', '--odd.log', '-x'],
    1,
    { inputs: ['/home/--odd.log', '/home/-x'] },
  ],
  [
    'sorted by extension, whatever its case',
    ['proofline', 'A.PROOFLINE', 'b.asice', '/c/d.zip', 'e.proofline.gz'],
    1,
    { cases: ['/home/A.PROOFLINE'], packs: ['/home/b.asice'], inputs: ['/c/d.zip', '/home/e.proofline.gz'] },
  ],
  ['an empty word is nothing', ['proofline', ''], 1, {}],
]

for (const [why, argv, own, want] of cases) {
  test(`opens: ${why}`, () => expect(launchOf(argv, own, '/home')).toEqual({ ...NOTHING, ...want }))
}

test('what came later stands behind', () => {
  const one = launchOf(['p', 'a.log'], 1, '/')
  expect(joined(one, launchOf(['p', 'b.log', 'c.asice'], 1, '/'))).toEqual({
    cases: [],
    packs: ['/c.asice'],
    inputs: ['/a.log', '/b.log'],
  })
})
