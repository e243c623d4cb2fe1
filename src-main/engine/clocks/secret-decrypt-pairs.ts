import type { Database } from 'better-sqlite3'
import { ALONE_WITHIN_US } from '../../core/clocks/clock-rules.ts'
import { kinds } from '../../core/record/record.ts'
import type { FoundPair, Reading } from './clock-pairs.ts'

type Row = readonly [
  id: number,
  bundle: number,
  trace: string,
  kind: number,
  service: string,
  us: number,
  digits: number,
]

// the name of the secret and the time of the event: core/formats/aws-cloudtrail, `linkOf`
const ROWS = `SELECT r.id, r.bundle, r.trace_id, r.kind, t.text, r.time_us, r.time_digits
                FROM record r JOIN bundle b ON b.id = r.bundle JOIN term t ON t.id = r.target_type
               WHERE b.state = 'complete' AND b.format = 'aws-cloudtrail' AND r.trace_id GLOB '*@*' AND r.outcome = 1
               ORDER BY r.bundle, r.trace_id, r.id`
const [READ, DECRYPT] = [kinds.indexOf('read'), kinds.indexOf('decrypt')]

interface Event extends Reading {
  readonly isRead: boolean
  readonly secret: string
}

/**
 * Each read of a secret with the decryption that was made for it: where one of each stand alone within the time that
 * `ALONE_WITHIN_US` gives. Among more it is not known which belongs to which, and the nearest would hide the offset.
 */
export function* secretDecryptPairs(db: Database): Generator<FoundPair> {
  let cluster: Event[] = []
  for (const row of db.prepare<[], Row>(ROWS).raw().iterate()) {
    const event = eventOf(row)
    if (!event) continue
    const last = cluster.at(-1)
    if (last && (last.secret !== event.secret || event.us - last.us > ALONE_WITHIN_US)) {
      yield* pairIn(cluster)
      cluster = []
    }
    // of more than two the last alone is needed, to see where the cluster ends
    cluster = cluster.length < 3 ? [...cluster, event] : [...cluster.slice(0, 2), event]
  }
  yield* pairIn(cluster)
}

function eventOf([record, bundle, trace, kind, service, us, digits]: Row): Event | undefined {
  if (kind !== READ && kind !== DECRYPT) return undefined
  const secret = `${bundle} ${trace.slice(0, trace.lastIndexOf('@'))}`
  return { record, secret, isRead: kind === READ, clock: `aws-cloudtrail ${service}`, us, digits }
}

function* pairIn(cluster: readonly Event[]): Generator<FoundPair> {
  const [one, other] = cluster
  if (!one || !other || cluster.length > 2 || one.isRead === other.isRead) return
  const [first, second] = one.isRead ? [one, other] : [other, one]
  yield { rule: 'secret-decrypt', first, second }
}
