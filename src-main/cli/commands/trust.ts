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

async function act(session: Session, given: Given, path: string): Promise<Answer<'trust.list'>> {
  const engine = session.engine()
  const what = oneOf(given.positionals[1] ?? '', 'trust CASE', ['add', 'list', 'remove'])
  if (what === 'list') {
    take(given, 'CASE', 'list')
    await openCase(session, path, { readOnly: true })
    return engine.ask('trust.list', {})
  }
  if (what === 'remove') {
    const [, , id = ''] = take(given, 'CASE', 'remove', 'ID')
    const number = wholeNumber(id, 'trust CASE remove', 1)
    await openCase(session, path)
    return engine.ask('trust.remove', { id: number })
  }
  const [, , keyFile = ''] = take(given, 'CASE', 'add', 'KEYFILE')
  const who = need(given, 'who', 'who vouches that the key is theirs')
  const how = need(given, 'how', 'how you came by it')
  await openCase(session, path)
  return engine.ask('trust.add', { place: await engine.place(keyFile, 'key'), who, how })
}

export const trust: Command = {
  name: 'trust',
  summary: 'Keeps the public keys and certificates that the auditor relies on.',
  usage: ['trust CASE add KEYFILE --who W --how H', 'trust CASE list', 'trust CASE remove ID'],
  options: [
    { name: 'who', value: 'W', help: 'who vouched for the key' },
    { name: 'how', value: 'H', help: 'how: handed over, read by phone, published where' },
  ],
  notes: ['KEYFILE: an X.509 certificate (PEM or DER), a public key in PEM, an OpenSSH public key.'],
  examples: [
    "proofline trust audit.proofline add northmoor-export.pem --who 'Dana Reyes, CISO' --how 'read by phone, 12 April'",
    'proofline trust audit.proofline list --json',
    'proofline trust audit.proofline remove 2',
  ],
  run: async (session, given) => {
    const [path] = given.positionals
    if (path === undefined) throw new UsageError('CASE is missing.')
    if (given.positionals.length < 2) throw new UsageError('add, list or remove is missing after the case.')
    const keys = await act(session, given, path)
    await answer(session, keys, () => keyLines(keys))
    return EXIT.done
  },
}
