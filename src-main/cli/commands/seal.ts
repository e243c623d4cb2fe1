import { resolve } from 'node:path'
import { need, take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { unlocking } from '../passphrase.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { answer, openCase } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { visible } from '../visible.ts'
import { bytes, counted } from '../words.ts'

function sealLines({
  pack,
  sha256,
  bytes: size,
  fingerprint,
  records,
  files,
  custodyHead,
}: JobResult<'seal'>): string[] {
  return [
    `Sealed ${visible(pack)} (${bytes(size)}): ${counted(records, 'record')}, ${counted(files, 'file')}.`,
    `  SHA-256       ${sha256}`,
    `  signer        ${fingerprint}`,
    `  custody head  ${custodyHead}`,
  ]
}

const NONE_SEALED = 'No record is in the pack: the case holds none, or none matches --where, --from and --to.'

export const seal: Command = {
  name: 'seal',
  summary: 'Writes a signed evidence pack.',
  usage: ['seal CASE --out PACK --reason TEXT --key FILE [--passphrase-file F] [--where QUERY] [--from T] [--to T]'],
  options: [
    { name: 'out', value: 'PACK', help: 'the pack to write; an existing file is never overwritten' },
    {
      name: 'reason',
      value: 'TEXT',
      help: 'why this evidence is handed over; it stands in the pack and in the custody log',
    },
    { name: 'key', value: 'FILE', help: 'signing identity, as `proofline key new` makes it' },
    { name: 'passphrase-file', value: 'F', help: 'file that holds the passphrase; without it the terminal asks' },
    ...scopeOptions,
  ],
  notes: [
    'The pack is an ASiC-E container with a CAdES signature: openssl, unzip and sha256sum check it (VERIFY.txt inside).',
    'A query that no record matches seals a pack without records, since that nothing is there may be what is to be shown;',
    'stderr says so.',
  ],
  examples: [
    "proofline seal audit.proofline --out q1.asice --reason 'SOC 2, CC6.1, first quarter' --key auditor.pem",
    "proofline seal audit.proofline --out db.asice --reason INC-4127 --key ci.pem --where 'target:secret/data/production/*'",
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const out = need(given, 'out', 'the pack to write')
    const reason = need(given, 'reason', 'why the evidence is handed over')
    const keyFile = need(given, 'key', 'the identity that signs')
    const engine = session.engine()
    const signing = await unlocking(session, given, keyFile)
    await openCase(session, path)
    const sealed = await engine.run('seal.start', {
      out: await engine.place(out, 'output'),
      reason,
      ...signing,
      ...scopeOf(given),
    })
    const told = { ...sealed, pack: resolve(out) }
    if (sealed.records === 0) session.note(NONE_SEALED)
    await answer(session, told, () => sealLines(told))
    return EXIT.done
  },
}
