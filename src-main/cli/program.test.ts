import { describe, expect, test } from 'vitest'
import { FaultError } from '../contract/fault.ts'
import { commands } from './commands/index.ts'
import { runProgram } from './program.ts'
import type { Session } from './session.ts'

/** A command line whose engine must not be needed. */
async function run(...argv: string[]): Promise<{ code: number; out: string; said: string }> {
  const [out, said]: [string[], string[]] = [[], []]
  const code = await runProgram(argv, commands, (mode): Session => ({
    ...mode,
    version: '9.9.9',
    resources: '/nowhere',
    out: { isTerminal: false, columns: undefined, closed: () => false, write: async (text) => void out.push(text) },
    engine: () => {
      throw new FaultError('internal', 'the engine was started')
    },
    note: (text) => void said.push(text),
    askPassphrase: async () => undefined,
    scratch: () => '/nowhere',
  }))
  return { code, out: out.join(''), said: said.join('\n') }
}

test('help and version', async () => {
  expect(await run('--version')).toMatchObject({ code: 0, out: '9.9.9\n' })
  const all = await run('--help')
  for (const { name } of commands) expect(all.out).toContain(`  ${name} `)
  expect(await run('help', 'seal')).toEqual(await run('seal', '--help'))
  expect(await run()).toEqual(all)
})

test.each(commands.map((command) => [command.name, command] as const))('%s explains itself', async (name, command) => {
  const { code, out } = await run(name, '--help')
  expect(code).toBe(0)
  expect(out).toContain(`Usage: proofline ${name}`)
  expect(command.examples.length).toBeGreaterThan(0)
  for (const example of command.examples) expect(example).toMatch(new RegExp(`^proofline ${name}\\b`))
  for (const option of command.options) expect(out).toContain(`--${option.name}`)
})

describe('wrong usage ends with 2', () => {
  test.each([
    ['an unknown command', ['verfy', 'x'], 'There is no command verfy.', 'Did you mean verify?'],
    ['an option before the command', ['--json'], 'The command comes first.', 'The commands are'],
    ['import without a case', ['import'], 'CASE is missing.', 'The case comes first'],
    ['import without a path', ['import', 'c'], 'PATH is missing.', 'The case comes first'],
    ['an unknown option', ['verify', 'x', '--turst', 'k'], 'There is no option --turst.', 'Did you mean --trust?'],
    ['a form of a later release', ['events', 'c', '--format', 'ocsf'], 'not in this release', 'table, ndjson, csv'],
    ['an unknown form', ['events', 'c', '--format', 'cvs'], '--format takes table, ndjson, csv', 'Did you mean csv?'],
    ['two forms at once', ['events', 'c', '--json', '--format', 'csv'], 'exclude each other', '--out'],
    ['an unknown field', ['events', 'c', '--fields', 'actr'], 'A record has no field actr.', 'Did you mean actor?'],
    ['a width that is none', ['histogram', 'c', '--bucket', '1y'], '--bucket takes a width', 'See --help.'],
    ['no field', ['facets', 'c'], 'FIELD is missing.', 'actor'],
    ['half a trust', ['trust', 'c', 'add', 'k'], '--who is missing', 'See --help.'],
    ['a wrong deed', ['trust', 'c', 'ad'], 'takes add, list, remove', 'Did you mean add?'],
    ['no reason', ['seal', 'c', '--out', 'p', '--key', 'k'], '--reason is missing', 'See --help.'],
    ['no period', ['new', 'c', '--period', '2025'], '--period takes FROM..TO', '2025-01-01..'],
    ['a passphrase nobody can give', ['key', 'new', 'k'], 'no terminal to ask on', '--passphrase-file'],
    ['both kinds of key', ['key', 'new', 'k', '--no-passphrase', '--passphrase-file', 'f'], 'exclude each other', ''],
    ['a word too many', ['formats', 'x'], 'one word too many: x', ''],
  ])('%s', async (_, argv, message, remedy) => {
    const { code, out, said } = await run(...argv)
    expect(said).toContain(message)
    expect(said).toContain(remedy)
    expect(code).toBe(2)
    expect(argv.includes('--json') ? JSON.parse(out).error.code : out).toBe(argv.includes('--json') ? 'usage' : '')
  })
})

test('a failure with --json is one document on stdout and the sentence on stderr', async () => {
  const { code, out, said } = await run('formats', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'internal', message: 'the engine was started' } })
  expect(said).toContain('proofline: the engine was started')
})
