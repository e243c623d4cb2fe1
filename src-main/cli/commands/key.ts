import { hostname, userInfo } from 'node:os'
import { type Given, oneOf, take, UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { newPassphrase, openingPassphrase } from '../passphrase.ts'
import { answer, type Session } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { visible } from '../visible.ts'

/** In groups of four, to be read aloud; an OpenSSH fingerprint stays as everybody writes it. */
const spaced = (fingerprint: string): string =>
  /^[0-9a-f]+$/.test(fingerprint) ? fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ') : fingerprint

function keyLines({ name, algorithm, fingerprint, validFrom, validTo }: Answer<'key.new'>): string[] {
  return [
    `Name         ${visible(name)}`,
    `Algorithm    ${visible(algorithm)}`,
    `Fingerprint  ${spaced(fingerprint)}`,
    // an OpenSSH key has no certificate, so no term
    ...(validFrom === '' ? [] : [`Valid        ${validFrom} to ${validTo}`]),
  ]
}

/** X.520 upper bound of a common name (RFC 5280, appendix A, ub-common-name). */
const MOST_NAME = 64

function ownName(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    return hostname() // an account without an entry, as in some containers
  }
}

async function makeKey(session: Session, given: Given, path: string): Promise<Answer<'key.new'>> {
  const clear = given.flag('no-passphrase')
  if (clear && given.text('passphrase-file') !== undefined)
    throw new UsageError('--no-passphrase and --passphrase-file exclude each other.')
  const passphrase = clear ? undefined : await newPassphrase(session, given)
  const engine = session.engine()
  return engine.ask('key.new', {
    place: await engine.place(path, 'key'),
    name: given.text('name') ?? ownName().slice(0, MOST_NAME),
    ...(passphrase === undefined ? {} : { passphrase }),
  })
}

async function showKey(session: Session, given: Given, path: string): Promise<Answer<'key.show'>> {
  const engine = session.engine()
  const withPassphrase =
    given.text('passphrase-file') === undefined ? {} : { passphrase: await openingPassphrase(session, given) }
  return engine.ask('key.show', { place: await engine.place(path, 'key'), ...withPassphrase })
}

export const key: Command = {
  name: 'key',
  summary: 'Makes or shows a signing identity: one PEM file with the private key and its certificate.',
  usage: ['key new FILE [--name N] [--passphrase-file F | --no-passphrase]', 'key show FILE [--passphrase-file F]'],
  options: [
    { name: 'name', value: 'N', help: 'whose key it is, as the certificate says it (default: user@host)' },
    { name: 'passphrase-file', value: 'F', help: 'file that holds the passphrase; without it the terminal asks' },
    { name: 'no-passphrase', help: 'leave the private key in clear' },
  ],
  notes: [
    'The file has mode 0600. A passphrase is never taken from the command line or the environment, where others could',
    'read it. `key show` needs none: the certificate is in clear; with one it says whether the key opens.',
  ],
  examples: [
    "proofline key new auditor.pem --name 'Ines Falk, external auditor'",
    'proofline key new ci.pem --name pipeline --passphrase-file /run/secrets/passphrase',
    'proofline key show auditor.pem',
  ],
  run: async (session, given) => {
    const what = oneOf(given.positionals[0] ?? '', 'key', ['new', 'show'])
    const [, path = ''] = take(given, what, 'FILE')
    const isNew = what === 'new'
    const shown = isNew ? await makeKey(session, given, path) : await showKey(session, given, path)
    await answer(session, shown, () => [
      ...keyLines(shown),
      ...('locked' in shown ? [`Private key  ${shown.locked ? 'locked with a passphrase' : 'opens'}`] : []),
    ])
    return EXIT.done
  },
}
