import { basename } from 'node:path'
import { type Given, take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { answer, openCase, type Session } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { visible } from '../visible.ts'
import { count, counted } from '../words.ts'

type Rejection = Answer<'rejections.page'>['rows'][number]

const PAGE = 500

const rejectionLines = (rows: readonly Rejection[]): string[] => [
  ...rows.flatMap(({ file, line, reason, text = '', scrubbed }) => [
    `${visible(file)}, line ${count(line)}: ${visible(reason)}`,
    `  ${visible(text)}`,
    ...(scrubbed ? [`  scrubbed by ${visible(scrubbed.who)} on ${scrubbed.when}: ${visible(scrubbed.why)}`] : []),
  ]),
  counted(rows.length, 'rejected line'),
]

async function toFile(session: Session, given: Given, out: string): Promise<ExitCode> {
  const engine = session.engine()
  const place = await engine.place(out, 'output')
  const { lines, scrubbed } = await engine.ask('rejections.export', { place, ...bundleOf(given) })
  if (lines > 0)
    session.note(`${visible(basename(out))} holds the lines in clear, with whatever secrets stand in them.`)
  if (scrubbed > 0)
    session.note(
      `${counted(scrubbed, 'line')} of them ${scrubbed === 1 ? 'was' : 'were'} scrubbed and no longer as received.`,
    )
  await answer(session, { out, lines, scrubbed }, () => [
    `${counted(lines, 'rejected line')} written to ${visible(basename(out))}.`,
  ])
  return EXIT.done
}

function bundleOf(given: Given): { readonly bundle?: number } {
  const bundle = given.number('bundle', 1)
  return bundle === undefined ? {} : { bundle }
}

export const rejected: Command = {
  name: 'rejected',
  summary: 'Prints the lines that became no record, with the reason; or writes them to a file, to be mended.',
  usage: ['rejected CASE [--bundle ID] [--out FILE]'],
  options: [
    { name: 'bundle', value: 'ID', help: 'of this bundle alone (without it of all)' },
    { name: 'out', value: 'FILE', help: 'write the lines as they are kept, in clear, to a new file' },
  ],
  notes: ['What is printed is masked. A file written with --out is not: mend it, import it, and remove it.'],
  examples: ['proofline rejected audit.proofline', 'proofline rejected audit.proofline --bundle 2 --out broken.log'],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const out = given.text('out')
    const bundle = bundleOf(given)
    await openCase(session, path, out === undefined ? { readOnly: true } : {})
    if (out !== undefined) return toFile(session, given, out)
    const engine = session.engine()
    const rows: Rejection[] = []
    for (let total = 1; rows.length < total;) {
      const page = await engine.ask('rejections.page', { ...bundle, offset: rows.length, limit: PAGE })
      if (page.rows.length === 0) break
      total = page.total
      rows.push(...page.rows)
    }
    await answer(session, { rejections: rows }, () => rejectionLines(rows))
    return EXIT.done
  },
}
