import { expect, test } from 'vitest'
import { caseFolder } from '../testing/case-folder.ts'
import { chosenLines } from './chosen-lines.ts'

const ENTRIES = 2000
const nothing = { records: [], rejected: false, masked: false }
const unasked = (): never => {
  throw new Error('no query was given')
}

/** A document of CloudTrail is one line, however many records stand in it. */
const oneLine = (): string => {
  const records = Array.from({ length: ENTRIES }, (_, n) => ({
    eventVersion: '1.08',
    eventTime: new Date(Date.UTC(2025, 0, 1) + n * 1000).toISOString().replace('.000', ''),
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.0.0.7',
    userIdentity: { type: 'IAMUser', userName: 'ada', arn: 'arn:aws:iam::111122223333:user/ada' },
    requestParameters: { secretId: `prod/key-${n % 40}` },
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  }))
  return JSON.stringify({ Records: records })
}

test('all entries of a line are chosen, over as many blocks as they fill', async () => {
  using made = caseFolder()
  made.write('trail.json', oneLine())
  await made.import(['trail.json'])
  const blocks = made.db.prepare<[], number>('SELECT count(*) FROM raw_block WHERE count > 0').pluck().get()
  expect(blocks).toBeGreaterThan(2) // so that one lies between the first and the last
  const chosen = chosenLines(made.db, { ...nothing, lines: [{ file: 'trail.json', line: 1 }] }, unasked)
  expect([...chosen.values()].map((offsets) => (offsets === 'every' ? offsets : offsets.size))).toEqual([ENTRIES])
})
