import { need, oneOf, UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { unlocking } from '../passphrase.ts'
import { readPeriod } from '../period.ts'
import { answer, places } from '../session.ts'
import { visible } from '../visible.ts'
import { counted } from '../words.ts'

const signatureWords = { cms: 'signed (CMS)', sshsig: 'signed (SSHSIG)', none: 'not signed' } as const

export const bundle: Command = {
  name: 'bundle',
  summary: 'Wraps raw logs in the open bundle format, so that a client hands over something verifiable.',
  usage: [
    'bundle make PATH... --out BUNDLE --reason TEXT [--key FILE] [--passphrase-file F] [--exporter N] [--period FROM..TO]',
  ],
  options: [
    { name: 'out', value: 'BUNDLE', help: 'a .zip to write, else a folder; nothing existing is overwritten' },
    { name: 'reason', value: 'TEXT', help: 'why the logs are handed over' },
    { name: 'key', value: 'FILE', help: 'X.509 identity (signs with CMS) or OpenSSH private key (signs with SSHSIG)' },
    { name: 'passphrase-file', value: 'F', help: 'file that holds the passphrase; without it the terminal asks' },
    { name: 'exporter', value: 'N', help: 'who exports' },
    {
      name: 'period',
      value: 'FROM..TO',
      help: 'the period that the logs cover; left out, it is read from the records',
    },
  ],
  notes: [
    'docs/bundle-format.md says how to check or make a bundle with stock tools alone. Unsigned, it proves no origin.',
  ],
  examples: [
    "proofline bundle make vault_audit.log --out export-2025q1.zip --reason 'Audit of the first quarter' --key client.pem",
    "proofline bundle make /var/log/vault --out export --reason 'INC-4127' --key ~/.ssh/id_ed25519",
  ],
  run: async (session, given) => {
    const [what = '', ...paths] = given.positionals
    oneOf(what, 'bundle', ['make'])
    if (paths.length === 0) throw new UsageError('PATH is missing.')
    const out = need(given, 'out', 'the bundle to write')
    const reason = need(given, 'reason', 'why the logs are handed over')
    const keyFile = given.text('key')
    const exporter = given.text('exporter')
    const said = given.text('period')
    const period = said === undefined ? {} : { period: readPeriod(said) }
    const engine = session.engine()
    const made = await engine.run('bundle.make.start', {
      places: await places(session, paths, 'input'),
      out: await engine.place(out, 'output'),
      reason,
      ...(keyFile === undefined ? {} : await unlocking(session, given, keyFile)),
      ...(exporter === undefined ? {} : { exporter }),
      ...period,
    })
    await answer(session, { ...made, bundle: out }, () => [
      `Made ${visible(out)}: ${counted(made.files, 'log file')}, ${signatureWords[made.signature]}.`,
      `  SHA-256  ${made.sha256}`,
    ])
    return EXIT.done
  },
}
