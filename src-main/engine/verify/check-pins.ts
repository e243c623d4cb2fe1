import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CustodyEntry } from '../../core/custody/custody.ts'
import type { Check, FailureKind } from '../../core/verify/check.ts'
import { sha256 } from '../crypto/digest.ts'
import { readTrust } from '../crypto/trusted.ts'
import { broken, counted, seen } from './findings.ts'

/** What names a key in an act; entries of earlier versions keep no digest of its material. */
const Named = z.object({ kind: z.string(), fingerprint: z.string(), material_sha256: z.string().optional() })
type Named = z.output<typeof Named>
const Pinned = Named.extend({ name: z.string(), who: z.string(), how: z.string() })
type Pinned = z.output<typeof Pinned>

interface Key extends Pinned {
  readonly id: number
  readonly material: string
  readonly material_sha256: string
  readonly isRemoved: number
}

const KEYS = `SELECT id, kind, name, fingerprint, material, who, how, removed_us IS NOT NULL AS isRemoved
                FROM trusted_key ORDER BY id`

/** Holds the keys that the case relies on against its chain of acts: none without its pin, no pin without its key, each as vouched for. */
export function checkPins(db: Database, entries: Iterable<CustodyEntry>): Generator<Check> {
  const keys = db
    .prepare<[], Omit<Key, 'material_sha256'>>(KEYS)
    .all()
    .map((key) => ({ ...key, material_sha256: sha256(key.material) }))
  return new Pins(keys).checks(entries)
}

/** Goes along the acts; of keys alike the one that was pinned first is taken first. */
class Pins {
  readonly #keys: readonly Key[]
  readonly #told = new Set<Key>()
  readonly #off = new Set<Key>()
  /** Fingerprints of keys that the case no longer lists, whose removal then says nothing more. */
  readonly #lost = new Set<string>()
  #undigested = 0

  constructor(keys: readonly Key[]) {
    this.#keys = keys
  }

  *checks(entries: Iterable<CustodyEntry>): Generator<Check> {
    for (const { seq, event, detail } of entries) {
      if (event === 'key-pinned') yield* this.#pinned(seq, Pinned.safeParse(detail).data)
      if (event === 'key-removed') yield* this.#removed(seq, Named.safeParse(detail).data)
    }
    for (const key of this.#keys) {
      const { id, isRemoved } = key
      if (!this.#told.has(key)) yield failed('inserted', `No custody entry tells that key ${id} was pinned`)
      else if (isRemoved === 1 && !this.#off.has(key))
        yield failed('edited', `No custody entry tells that key ${id} was removed`)
    }
    if (this.#undigested > 0) yield seen('case.custody', heldByFingerprint(this.#undigested))
  }

  *#pinned(seq: number, pin: Pinned | undefined): Generator<Check> {
    if (!pin) return yield failed('malformed', `Custody entry ${seq} does not say which key was pinned`, seq)
    const key = this.#keys.find((one) => !this.#told.has(one) && isOf(one, pin))
    if (!key) {
      this.#lost.add(pin.fingerprint)
      return yield failed('removed', `Custody entry ${seq} pinned a key that the case no longer lists`, seq)
    }
    this.#told.add(key)
    if (key.name !== pin.name || key.who !== pin.who || key.how !== pin.how)
      yield failed('edited', `Name, who vouched for key ${key.id} or how are not what custody entry ${seq} says`, seq)
    if (pin.material_sha256 !== undefined) return
    this.#undigested += 1
    if (!isItsKey(key)) yield failed('edited', `Key ${key.id} is not the key of its fingerprint`, seq)
  }

  *#removed(seq: number, named: Named | undefined): Generator<Check> {
    const alike = named ? [...this.#told].filter((one) => !this.#off.has(one) && isOf(one, named)) : []
    // an entry without a digest may speak of any of several copies: of the one that is off the list, if there is one
    const key = alike.find(({ isRemoved }) => isRemoved === 1) ?? alike[0]
    if (!key) {
      if (named && this.#lost.has(named.fingerprint)) return
      return yield failed('malformed', `Custody entry ${seq} removes a key that no entry before it pinned`, seq)
    }
    this.#off.add(key)
    if (key.isRemoved === 0)
      yield failed('edited', `Custody entry ${seq} removed key ${key.id}, and the case relies on it still`, seq)
  }
}

const isOf = (key: Key, { kind, fingerprint, material_sha256: material }: Named): boolean =>
  key.kind === kind && key.fingerprint === fingerprint && (material ?? key.material_sha256) === key.material_sha256

function isItsKey({ kind, fingerprint, material }: Key): boolean {
  try {
    const { keys } = readTrust(Buffer.from(material))
    return keys.length === 1 && keys[0]?.kind === kind && keys[0].fingerprint === fingerprint
  } catch {
    return false // what is no key is not this one either
  }
}

const heldByFingerprint = (count: number): string =>
  `${counted(count, 'key')} ${count === 1 ? 'was' : 'were'} pinned before custody kept a digest of them: held against their fingerprints alone, not against what else stands in them`

const failed = (kind: FailureKind, message: string, seq?: number): Check => ({
  ...broken('case.custody', message, { kind }),
  ...(seq !== undefined && { seq }),
})
