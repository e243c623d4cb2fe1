import { need, oneOf, type Given, take, UsageError, wholeNumber } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { answer, openCase, type Session } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { table } from '../table.ts'

function keyLines({ keys }: Answer<'trust.list'>): string[] {
  if (keys.length === 0) return ['No key is trusted in this case.']
  const heads = ['Id', 'Kind', 'Name', 'Fingerprint', 'Who vouched', 'How', 'Added']
  return table(
    heads.map((head) => ({ head, right: head === 'Id' })),
    keys.map(({ id, kind, name, fingerprint, who, how, added }) => [
      String(id),
      kind,
      name,
      fingerprint,
      who,
      how,
      added,
    ]),
  )
}

type Act = () => Promise<Answer<'trust.list'>>

/** Reads the words first: the engine is started for nothing less than a whole command. */
function actOf(session: Session, given: Given, path: string): Act {
  const what = oneOf(given.positionals[1] ?? '', 'trust CASE', ['add', 'list', 'remove'])
  if (what === 'list') {
    take(given, 'CASE', 'list')
    return async () => {
      await openCase(session, path, { readOnly: true })
      return session.engine().ask('trust.list', {})
    }
  }
  if (what === 'remove') {
    const [, , word = ''] = take(given, 'CASE', 'remove', 'ID')
    const id = wholeNumber(word, 'trust CASE remove', 1)
    return async () => {
      await openCase(session, path)
      return session.engine().ask('trust.remove', { id })
    }
  }
  const [, , keyFile = ''] = take(given, 'CASE', 'add', 'KEYFILE')
  const who = need(given, 'who', 'who vouches that the key is theirs')
  const how = need(given, 'how', 'how you came by it')
  return async () => {
    const engine = session.engine()
    await openCase(session, path)
    return engine.ask('trust.add', { place: await engine.place(keyFile, 'key'), who, how })
  }
}

export const trust: Command = {
  name: 'trust',
  summary: 'Keeps the public keys and certificates that the auditor relies on.',
  usage: ['trust CASE add KEYFILE --who W --how H', 'trust CASE list', 'trust CASE remove ID'],
  options: [
    { name: 'who', value: 'W', help: 'who vouched for the key' },
    { name: 'how', value: 'H', help: 'how: handed over, read by phone, published where' },
  ],
  notes: [
    'KEYFILE: an X.509 certificate (PEM or DER), a public key in PEM, an OpenSSH public key or allowed_signers file, an OpenPGP',
    'or minisign public key, a JSON Web Key, the answer of `aws cloudtrail list-public-keys`, a verifier key of a log, a Sigstore trusted',
    'root, or a Sigstore identity ({"sigstoreIdentity": {"name": …, "issuer": …}}): the last two go together.',
  ],
  examples: [
    "proofline trust audit.proofline add northmoor-export.pem --who 'Dana Reyes, CISO' --how 'read by phone, 12 April'",
    'proofline trust audit.proofline list --json',
    'proofline trust audit.proofline remove 2',
  ],
  run: async (session, given) => {
    const [path] = given.positionals
    if (path === undefined) throw new UsageError('CASE is missing.')
    if (given.positionals.length < 2) throw new UsageError('add, list or remove is missing after the case.')
    const keys = await actOf(session, given, path)()
    await answer(session, keys, () => keyLines(keys))
    return EXIT.done
  },
}
