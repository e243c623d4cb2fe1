import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Given, UsageError } from '../arguments.ts'
import type { Command, Option } from '../command.ts'
import { EXIT, exitOfImport } from '../exit.ts'
import { importLines } from '../ledger.ts'
import { answer, openCase, places, type Session } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { faultText } from '../text.ts'

/** How inputs are read, where they do not say it themselves. */
const reading: readonly Option[] = [
  { name: 'format', value: 'ID', help: 'the format, where it is not to be recognised (`proofline formats`)' },
  { name: 'profile', value: 'FILE', help: 'a format profile (docs/formats/profiles.md) to read the files by' },
  { name: 'source-name', value: 'N', help: 'what to call the bundle' },
  { name: 'source-zone', value: 'IANA', help: 'zone of times that carry no offset' },
  { name: 'environment', value: 'E', help: 'environment of all records: production, staging, ...' },
  { name: 'again', help: 'import files that the case already holds once more' },
]

/** Runs one import into the case that is open. */
export async function importInto(
  session: Session,
  given: Given,
  paths: readonly string[],
): Promise<JobResult<'import'>> {
  const named = [
    ['format', 'format'],
    ['sourceName', 'source-name'],
    ['sourceZone', 'source-zone'],
    ['environment', 'environment'],
  ] as const
  const said = named.flatMap(([member, option]) => {
    const text = given.text(option)
    return text === undefined ? [] : [[member, text] as const]
  })
  const profile = given.text('profile')
  const [profilePlace] = profile === undefined ? [] : await places(session, [profile], 'input')
  return session.engine().run('import.start', {
    places: await places(session, paths, 'input'),
    ...(profilePlace !== undefined && { profile: profilePlace }),
    again: given.flag('again'),
    ...Object.fromEntries(said),
  })
}

export const importCommand: Command = {
  name: 'import',
  summary: 'Imports files, folders and archives into a case, which is made if absent.',
  usage: [
    'import CASE PATH... [--format ID] [--profile FILE] [--source-name N] [--source-zone IANA] [--environment E] [--again]',
  ],
  options: reading,
  notes: [
    'The ledger of every file must close: lines = records + paired + duplicates + rejected. Nothing is dropped: rejected',
    'lines are kept in the case with their reason. An import is whole or absent, whatever interrupts it.',
  ],
  examples: [
    'proofline import audit.proofline vault_audit.log',
    'proofline import audit.proofline exports/ --source-name node-a --environment production',
    'proofline import audit.proofline export-2025q1.zip --json | jq .bundles[0].rejected',
  ],
  run: async (session, given) => {
    const [casePath, ...paths] = given.positionals
    if (casePath === undefined) throw new UsageError('CASE is missing.', 'The case comes first, then what to import.')
    if (paths.length === 0) throw new UsageError('PATH is missing.', 'The case comes first, then what to import.')
    requireSome(paths)
    await openCase(session, casePath, { make: true })
    const result = await importInto(session, given, paths)
    const exit = exitOfImport(result)
    const nothing = exit === EXIT.impossible ? { error: nothingImported(result) } : {}
    await answer(session, { ...result, case: resolve(casePath), ...nothing }, () => importLines(result))
    if (exit === EXIT.impossible) session.note(`proofline: ${nothingImported(result).message}`)
    return exit
  },
}

/** Where none of the inputs exists, no case is made for them. */
export function requireSome(paths: readonly string[]): void {
  const [first = ''] = paths
  if (paths.some((path) => existsSync(path))) return
  throw new FaultError('file-missing', {
    message: `There is no file ${first}.`,
    file: first,
    remedy: 'Check the name.',
  })
}

function nothingImported({ refused }: JobResult<'import'>): { code: string; message: string; remedy: string } {
  const [first] = refused
  return {
    code: first?.code ?? 'format-unknown',
    message: 'Nothing could be imported.',
    remedy: first?.remedy ?? faultText['format-unknown'].remedy,
  }
}
