import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { KEY, MadeExport, OTHER_KEY, TRUST } from '../proofs/cloudtrail/testing/made-export.ts'
import { keyList } from '../proofs/cloudtrail/testing/made-trail.ts'
import { zipped } from '../proofs/testing/zipped.ts'
import { readTrust } from '../crypto/trusted.ts'
import { pairs } from '../testing/lines.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// CloudTrail's digests through the whole import: which logs they reach, and files of theirs that cannot be read.

const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** An export whose files lie flat beside one another. */
function flat(change: (made: MadeExport) => void = () => undefined, hours = 3): MadeExport {
  const made = new MadeExport({ hours })
  change(made)
  made.layOut(nameOf)
  return made
}

async function verified(files: Files, trust = TRUST) {
  const { found, refused } = await verifiedFiles(files, trust)
  const of = (format: string) => found.find((one) => one.format.startsWith(format))
  return {
    verdicts: Object.fromEntries(found.map(({ format, verdict }) => [format, verdict])),
    of: (format: string) => proofsIn(of(format)?.checks),
    checks: found.flatMap(({ checks }) => checks),
    refused: refused.map(({ path }) => path),
  }
}
const filesOf = ({ files }: MadeExport): Files => Object.fromEntries(files)
const vault = pairs(0, 40)

test('digests prove the logs that they name and nothing of another system', async () => {
  const alone = await verified(filesOf(flat()))
  expect(alone.verdicts).toEqual({ 'aws-cloudtrail': 'verified' })
  const { verdicts, of } = await verified({ ...filesOf(flat()), 'vault.log': vault })
  expect(verdicts).toEqual({ 'aws-cloudtrail': 'verified', vault: 'not-verifiable' })
  expect(of('vault')).toEqual(['proof.reach not-verifiable vault.log'])
})

