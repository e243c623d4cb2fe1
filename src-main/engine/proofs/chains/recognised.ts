import { z } from 'zod'
import type { ProofKind } from '../proof.ts'
import { parsed } from './beside.ts'

interface Recognised {
  readonly id: string
  readonly title: string
  readonly recognise: ProofKind['recognise']
  readonly message: string
  readonly settles: string
}

const startOf = (head: Uint8Array, length = 4096): string => Buffer.from(head.subarray(0, length)).toString('latin1')

const ImmudbState = z.looseObject({
  db: z.string(),
  txId: z.union([z.int(), z.string()]),
  txHash: z.string(),
  signature: z.unknown(),
})

/** Chains that are known by sight and not checked; each says what does check it. */
const recognised: readonly Recognised[] = [
  {
    id: 'systemd-journal',
    title: 'systemd journal',
    recognise: (_path, head) => startOf(head, 8) === 'LPKSHHRH',
    message: 'The seals within a systemd journal file (Forward Secure Sealing) are not checked here',
    settles: 'journalctl --verify --verify-key=KEY --file FILE, with the verification key',
  },
  {
    id: 'systemd-journal-export',
    title: 'Export of a systemd journal',
    recognise: (_path, head) => /^(?:__CURSOR=|\{"[^\n]{0,4000}"__CURSOR"|\{"__CURSOR")/.test(startOf(head)),
    message: 'An export of a systemd journal leaves out the seals of the journal file, so nothing in it can be proved',
    settles: 'The journal file itself, checked with journalctl --verify --verify-key=KEY --file FILE',
  },
  {
    id: 'rfc-5848',
    title: 'Signed syslog messages (RFC 5848)',
    recognise: (_path, head) => /\[ssign(?:-cert)? VER="/.test(startOf(head, head.length)),
    message: 'Signature blocks of RFC 5848 stand in this log; they are not checked here',
    settles: 'A verifier for RFC 5848, with the key of the sender',
  },
  {
    id: 'rsyslog-ksi',
    title: 'Signature file of rsyslog for Guardtime KSI',
    recognise: (path, head) =>
      /\.(?:logsig|ksisig|gtsig)(?:\.parts)?$/i.test(path) || /^(?:LOGSIG|RECSIG)1\d/.test(startOf(head, 8)),
    message: 'A KSI signature needs the calendar of Guardtime, which is not available offline',
    settles: 'rsksiutil or logksi verify, with access to a KSI calendar or a publications file',
  },
  {
    id: 'immudb-state',
    title: 'State of an immudb database',
    recognise: (path, head) => path.endsWith('.json') && ImmudbState.safeParse(parsed(head)).success,
    message: 'A signed state of immudb is not checked here',
    settles: 'immudb\u2019s own client with the public key of the server',
  },
]

/** Kinds of proof that are recognised and not checked: said, never passed over. */
export const recognisedOnly: readonly ProofKind[] = recognised.map(({ id, title, recognise, message, settles }) => ({
  id,
  title,
  recognise,
  async *check({ path }) {
    yield {
      check: 'proof.unsupported',
      level: 'proof',
      file: path,
      verdict: 'not-verifiable',
      state: 'unsupported',
      message,
      settles,
    }
  },
}))
