import { join } from 'node:path'
import { type Given, UsageError } from '../arguments.ts'
import { isCase } from '../case-file.ts'
import { verifyLines } from '../checks.ts'
import type { Command } from '../command.ts'
import { isFaultCode } from '../engine.ts'
import { EXIT, exitOfVerdict, worstExit } from '../exit.ts'
import { refusedLines } from '../ledger.ts'
import { answer, openCase, places, type Session } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'

type Imported = JobResult<'import'>

export const verify: Command = {
  name: 'verify',
  summary: 'Runs all integrity checks over a case, or over files without keeping a case.',
  usage: [
    'verify CASE [--trust KEYFILE]... [--secret FILE]... [--chain-rule FILE]... [--bundle ID]',
    'verify PATH... [--trust KEYFILE]... [--secret FILE]... [--chain-rule FILE]...',
  ],
  options: [
    { name: 'trust', value: 'KEYFILE', many: true, help: 'public key or certificate relied on, for this run only' },
    {
      name: 'secret',
      value: 'FILE',
      many: true,
      help: 'secret of an HMAC chain, for this run only; kept and shown nowhere',
    },
    {
      name: 'chain-rule',
      value: 'FILE',
      many: true,
      help: 'rule by which a log chains its records (JSON), for this run only',
    },
    { name: 'bundle', value: 'ID', help: 'one bundle of the case alone' },
    { name: 'source-zone', value: 'IANA', help: 'zone of times that carry no offset (with PATH)' },
  ],
  notes: [
    'Ends with 0 only where the verdict is verified: 3 failed, 4 not verifiable or not offered by the source.',
    'The bytes of a --secret file are the key. A byte order mark, and up to three line breaks at its end, are tried with and without;',
    'hex text of 32 or more digits also as the bytes it stands for; base64 is not decoded. To check the same chain again, supply the',
    'secret again.',
    'docs/verification.md, "Chain rules", describes a --chain-rule file.',
    "A case is told from a log by its content. With PATH a case is kept in the system's temporary folder while the",
    'checks run and removed afterwards. Files that no format reads are checked as files where a proof is among them: a list of digests, a',
    'bag, a signature, or a chain within one.',
  ],
  examples: [
    'proofline verify audit.proofline',
    'proofline verify export-2025q1.zip --trust northmoor-export.pem',
    'proofline verify vault_audit.log --json | jq .verdict',
    'proofline verify audit.jsonl --secret hmac.key --chain-rule our-chain.json',
  ],
  run: async (session, given) => {
    const [first, ...others] = given.positionals
    if (first === undefined) throw new UsageError('CASE or PATH is missing.')
    if (!(await isCase(first))) return verifyPaths(session, given)
    if (others.length > 0) throw new UsageError('A case is verified by itself.', 'Name the case alone, or paths alone.')
    await openCase(session, first)
    return conclude(session, await runChecks(session, given), [])
  },
}

async function runChecks(session: Session, given: Given): Promise<JobResult<'verify'>> {
  const bundle = given.number('bundle', 1)
  return session.engine().run('verify.start', {
    trust: await places(session, given.texts('trust'), 'key'),
    secrets: await places(session, given.texts('secret'), 'key'),
    chainRules: await places(session, given.texts('chain-rule'), 'input'),
    ...(bundle === undefined ? {} : { bundle }),
  })
}

const BY_RULE = 'Where its records are chained by a rule of their own, supply the rule with --chain-rule.'

async function verifyPaths(session: Session, given: Given): Promise<ReturnType<Command['run']>> {
  if (given.text('bundle') !== undefined) throw new UsageError('--bundle goes with a case, not with paths.')
  await openCase(session, join(session.scratch(), 'verify.proofline'), { make: true })
  const zone = given.text('source-zone')
  const imported: Imported = await session.engine().run('import.start', {
    places: await places(session, given.positionals, 'input'),
    asFiles: true,
    chainRules: await places(session, given.texts('chain-rule'), 'input'),
    ...(zone === undefined ? {} : { sourceZone: zone }),
  })
  const [refused] = imported.refused
  if (imported.bundles.length === 0 && refused !== undefined)
    throw new FaultError(isFaultCode(refused.code) ? refused.code : 'format-unknown', {
      message: refused.message,
      file: refused.path,
      remedy: refused.code === 'format-unknown' ? `${refused.remedy ?? ''} ${BY_RULE}`.trim() : refused.remedy,
    })
  return conclude(session, await runChecks(session, given), imported.refused, imported)
}

/** A file that was refused was not checked, and what was not checked is not verified. */
async function conclude(
  session: Session,
  result: JobResult<'verify'>,
  refused: Imported['refused'],
  imported?: Imported,
): Promise<ReturnType<Command['run']>> {
  const whole = refused.length > 0 && result.verdict !== 'failed' ? 'not-verifiable' : result.verdict
  const said = { ...result, verdict: whole } as const
  const rejected = imported?.bundles.reduce((sum, bundle) => sum + bundle.rejected, 0) ?? 0
  await answer(session, refused.length > 0 ? { ...said, refused } : said, () => [
    ...refusedLines(refused),
    ...verifyLines(said, refused.length),
  ])
  return worstExit(exitOfVerdict(whole), rejected > 0 ? EXIT.rejected : EXIT.done)
}
