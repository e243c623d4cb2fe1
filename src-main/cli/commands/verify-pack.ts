import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { exitOfVerdict } from '../exit.ts'
import { answer, places } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { table } from '../table.ts'
import { visible } from '../visible.ts'
import { counted, shortHash, verdictWords } from '../words.ts'

type Result = JobResult<'pack-verify'>

function problemLines(problems: Result['problems']): string[] {
  return problems.map(({ code, verdict, path, message }) =>
    // what is only worth knowing was not verified: it gets no mark
    [
      verdict === 'verified' ? '  – note' : `  ${verdictWords(verdict)}`,
      code,
      path === undefined ? '' : visible(path),
      visible(message),
    ]
      .filter((part) => part !== '')
      .join('  '),
  )
}

function fileLines(files: Result['files']): string[] {
  if (files.length === 0) return []
  return table(
    [{ head: 'File' }, { head: 'SHA-256' }, { head: 'Verdict' }],
    files.map((file) => [file.path, shortHash(file.sha256), verdictWords(file.verdict)]),
  )
}

function packLines(result: Result): string[] {
  const { signer, sealedAt, reason, files, custody, problems, verdict } = result
  const trusted = signer?.trusted === true ? 'trusted' : 'not among the keys you trust'
  return [
    `Signer   ${signer === undefined ? 'none' : `${visible(signer.name)} (${trusted})`}`,
    ...(signer === undefined ? [] : [`         ${signer.fingerprint}`]),
    `Sealed   ${sealedAt ?? 'at no known time'}`,
    `Reason   ${reason === undefined ? 'none' : visible(reason)}`,
    `Custody  ${counted(custody.entries, 'entry', 'entries')}: ${verdictWords(custody.verdict)}`,
    ...fileLines(files),
    ...(problems.length > 0 ? ['Noted', ...problemLines(problems)] : []),
    `Verdict: ${verdictWords(verdict)}`,
  ]
}

export const verifyPack: Command = {
  name: 'verify-pack',
  summary: 'Checks an evidence pack; needs no case.',
  usage: ['verify-pack PACK [--trust KEYFILE]...'],
  options: [
    { name: 'trust', value: 'KEYFILE', many: true, help: 'certificate of the signer, as you got it from them' },
  ],
  notes: [
    'Ends with 0 only where the verdict is verified; without the signer among the keys you trust it is 4.',
    'A file that is no pack at all ends with 1.',
  ],
  examples: ['proofline verify-pack q1.asice --trust auditor-certificate.pem', 'proofline verify-pack q1.asice --json'],
  run: async (session, given) => {
    const [path = ''] = take(given, 'PACK')
    const engine = session.engine()
    const result = await engine.run('pack.verify.start', {
      place: await engine.place(path, 'input'),
      trust: await places(session, given.texts('trust'), 'key'),
    })
    await answer(session, result, () => packLines(result))
    return exitOfVerdict(result.verdict)
  },
}
