import { resolve } from 'node:path'
import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { readPeriod } from '../period.ts'
import { answer } from '../session.ts'
import { visible } from '../visible.ts'

export const newCase: Command = {
  name: 'new',
  summary: 'Makes an empty case file.',
  usage: ['new CASE [--title T] [--auditor NAME] [--organisation O] [--period FROM..TO] [--zone IANA]'],
  options: [
    { name: 'title', value: 'T', help: 'what the case is about' },
    { name: 'auditor', value: 'NAME', help: 'who works on it' },
    { name: 'organisation', value: 'O', help: 'whose trail is examined' },
    { name: 'period', value: 'FROM..TO', help: 'the period under examination; either end may be left out' },
    { name: 'zone', value: 'IANA', help: 'zone in which times without an offset are read (default UTC)' },
  ],
  examples: [
    "proofline new northmoor-2025q1.proofline --title 'Northmoor, first quarter' --period 2025-01-01..2025-03-31",
    'proofline new audit.proofline --zone Europe/Berlin --json',
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const said = given.text('period')
    const period = said === undefined ? {} : { period: readPeriod(said) }
    const texts = ['title', 'auditor', 'organisation', 'zone'].flatMap((name) => {
      const value = given.text(name)
      return value === undefined ? [] : [[name, value] as const]
    })
    const engine = session.engine()
    const place = await engine.place(path, 'case')
    await engine.ask('case.create', {
      place,
      ...Object.fromEntries(texts),
      ...period,
    })
    await answer(session, { case: resolve(path) }, () => [`Made the case ${visible(path)}.`])
    return EXIT.done
  },
}
