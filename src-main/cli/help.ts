import { everywhere } from './arguments.ts'
import type { Command, Option } from './command.ts'
import { table } from './table.ts'

const shown = ({ name, value, many }: Option): string =>
  `  --${name}${value === undefined ? '' : ` ${value}`}${many === true ? ' (repeatable)' : ''}`

const optionLines = (options: readonly Option[]): string[] =>
  table(
    [{ head: '' }, { head: '' }],
    options.map((option) => [shown(option), option.help]),
  ).slice(1)

/** The whole help of one command. */
export function commandHelp(command: Command): string[] {
  const { usage, summary, options, notes = [], examples } = command
  return [
    ...usage.map((form, index) => `${index === 0 ? 'Usage: ' : '       '}proofline ${form}`),
    '',
    summary,
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
    'Options',
    ...optionLines([...options, ...everywhere]),
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
  ]
}

/** The list of commands. */
export function programHelp(commands: readonly Command[]): string[] {
  return [
    'Usage: proofline COMMAND [WORDS] [OPTIONS]',
    '',
    'Proves or disproves exported audit trails of secret access, offline, and seals evidence that anyone can verify.',
    '',
    'Commands',
    ...table(
      [{ head: '' }, { head: '' }],
      commands.map(({ name, summary }) => [`  ${name}`, summary]),
    ).slice(1),
    '',
    'Options',
    ...optionLines([...everywhere, { name: 'version', help: 'print the version' }]),
    '',
    'Exit codes',
    '  0 done, nothing failed   1 could not be done   2 wrong usage   3 something did not verify',
    '  4 something could not be verified   5 lines rejected or files refused   130 cancelled',
    '',
    'Examples',
    '  proofline import audit.proofline vault_audit.log',
    '  proofline verify export-2025q1.zip --trust signer.pem',
    '  proofline events audit.proofline --where \'target:"secret/prod/*" outcome:denied\'',
    '',
    'proofline COMMAND --help explains one command.',
  ]
}
