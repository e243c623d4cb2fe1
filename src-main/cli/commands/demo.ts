import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { tellDemo } from '../demo-story.ts'
import { EXIT } from '../exit.ts'
import { FaultError } from '../../contract/fault.ts'
import { answer } from '../session.ts'
import { duration } from '../words.ts'

const MOST_FOLDERS = 1000

/** The folder named, which must be empty or absent; else `proofline-demo`, or the first of its numbered successors. */
function folderFor(named: string | undefined): string {
  if (named !== undefined) {
    if (existsSync(named) && readdirSync(named).length > 0)
      throw new FaultError('output-exists', {
        message: `${named} is not empty; nothing was overwritten.`,
        file: named,
        remedy: 'Name a folder that is empty or does not exist yet.',
      })
    return resolve(named)
  }
  for (let n = 1; n <= MOST_FOLDERS; n++) {
    const folder = resolve(n === 1 ? 'proofline-demo' : `proofline-demo-${n}`)
    if (!existsSync(folder)) return folder
  }
  throw new FaultError('output-exists', {
    message: `There are ${MOST_FOLDERS} folders of earlier demonstrations here.`,
    remedy: 'Remove some, or name another folder with --out DIR.',
  })
}

export const demo: Command = {
  name: 'demo',
  summary: 'Imports the shipped sample, verifies it, shows what stands out, seals a pack, verifies the pack.',
  usage: ['demo [--out DIR]'],
  options: [
    { name: 'out', value: 'DIR', help: 'folder for the case, the key and the pack (default ./proofline-demo)' },
  ],
  notes: ['The key it makes has no passphrase: it is for this demonstration and nothing else.'],
  examples: ['proofline demo', 'proofline demo --out /tmp/first-look --json'],
  run: async (session, given) => {
    take(given)
    const folder = folderFor(given.text('out'))
    mkdirSync(folder, { recursive: true })
    const told = await tellDemo(session, { folder, sample: join(session.resources, 'sample') })
    const seconds = told.steps.reduce((sum, step) => sum + step.seconds, 0)
    await answer(session, told, () => [
      '',
      `Done in ${duration(seconds)}. What is there now:`,
      ...told.files.map(({ path, what }) => `  ${path}\n      ${what}`),
      '',
      'Look further:',
      ...told.next.map((command) => `  ${command}`),
    ])
    if (!told.asExpected) session.note('proofline: A verdict is not the one that the sample is made for.')
    return told.asExpected ? EXIT.done : EXIT.failed
  },
}
