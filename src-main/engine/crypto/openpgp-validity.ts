import type { Config, PublicKey, SignaturePacket, Subkey } from 'openpgp'
import type { SignatureFault } from '../../core/verify/signature.ts'

/** A key that signed, as judged at the time that the signature claims, and now. */
export interface ValidityAsk {
  /** Every copy of the certificate there is: a later one may take the key back. */
  readonly holders: readonly PublicKey[]
  readonly key: PublicKey | Subkey
  readonly packet: SignaturePacket
  readonly now: Date
  readonly config: Config
}

/** What keeps the key from being relied upon, and what is to be told beside. */
export interface Validity {
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** Whether the key was its owner's, for signing, not ended and not taken back, when the signature says it was made. */
export async function openPgpValidity(ask: ValidityAsk): Promise<Validity> {
  const { packet, key, now } = ask
  const made = packet.created ?? now
  if (made < key.getCreationTime())
    return fault('not-yet-valid', `claims to be made at ${seconds(made)}, before its key was`)
  const revoked = await revokedFault(ask, made)
  if (revoked) return revoked
  const ends = await endOf(ask)
  if (!(await maySign(ask, made))) return endedOrWrong(made, ends)
  const notes = made > now ? [`the claimed signing time ${seconds(made)} is in the future`] : []
  if (ends !== undefined && ends <= now)
    notes.push(`the key ended at ${seconds(ends)}; by its own clock, which proves nothing, the signature is older`)
  return { faults: [], notes }
}

function fault(reason: SignatureFault['reason'], message: string, settles?: string): Validity {
  return { faults: [{ reason, message, ...(settles === undefined ? {} : { settles }) }], notes: [] }
}

/** A key taken back as unsafe counts for all time; one superseded or retired only from then on (RFC 9580, section 5.2.3.31). */
async function revokedFault(ask: ValidityAsk, made: Date): Promise<Validity | undefined> {
  if (await isRevoked(ask, made)) {
    const settles = 'a signature by a key that is not revoked'
    return fault('revoked', 'made with an OpenPGP key that its owner has revoked', settles)
  }
  if (!(await isRevoked(ask, new Date(8_640_000_000_000_000)))) return undefined
  const message = 'its key was withdrawn later; that the signature is older only its own clock says'
  return fault('expired', message, 'other proof that the signature was made before the key was withdrawn')
}

async function isRevoked({ holders, key, config }: ValidityAsk, at: Date): Promise<boolean> {
  for (const holder of holders) {
    const subkeys = holder.subkeys.filter((one) => one.getFingerprint() === key.getFingerprint())
    for (const one of [holder, ...subkeys]) {
      // The type asks for a signature and a key; without them every revocation of this key counts.
      const ask: (...args: unknown[]) => Promise<boolean> = one.isRevoked.bind(one) as never
      if (await ask(null, null, at, config)) return true
    }
  }
  return false
}

/** The earlier end of the primary key and of the subkey that signed; undefined where neither ends. */
async function endOf({ holders, key, config }: ValidityAsk): Promise<Date | undefined> {
  const ends = await Promise.all([
    holders[0]?.getExpirationTime(undefined, config),
    'mainKey' in key ? key.getExpirationTime(undefined, config) : undefined,
  ])
  const dates = ends.filter((end): end is Date => end instanceof Date)
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0]
}

async function maySign({ holders, key, config }: ValidityAsk, made: Date): Promise<boolean> {
  for (const holder of holders) {
    try {
      const found = await holder.getSigningKey(key.getKeyID(), made, undefined, config)
      if (found.getFingerprint() === key.getFingerprint()) return true
    } catch {
      // the next copy may be the newer one
    }
  }
  return false
}

function endedOrWrong(made: Date, ends: Date | undefined): Validity {
  if (ends === undefined || ends > made)
    return fault('wrong-usage', 'made with an OpenPGP key that its owner did not make for signing')
  const message = `claims to be made at ${seconds(made)}, after its key ended at ${seconds(ends)}`
  return fault('expired', message, 'a signature by a key that has not ended')
}

/** Without milliseconds, which OpenPGP does not have. */
function seconds(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z')
}
