import { BAG_INFO } from '../../core/bundle/layout.ts'
import { bagManifestName } from '../../core/verify/bag.ts'
import { intakeLimits } from '../intake/limits.ts'
import { type Member, type Received, type RefusedMember, memberOf } from '../intake/member.ts'
import { folderOf } from '../proofs/target.ts'
import { bagTops, isMark, isWithin } from './bag-tops.ts'

/** Whether a file's last name is one that bags have at their tops, so that what it is depends on what lies beside it. */
export const isOfBags = (path: string): boolean => {
  const name = path.slice(folderOf(path).length)
  return isMark(path) || name === BAG_INFO || name === 'fetch.txt' || bagManifestName(name) !== undefined
}

/**
 * Plain BagIt bags among files that were listed. A bag speaks of every file in it, so all of them are kept as they were received, whatever can
 * be read of them.
 */
export class PlainBags {
  readonly #tops: ReadonlySet<string>
  readonly #listed: readonly (Member | RefusedMember)[]

  constructor(listed: readonly (Member | RefusedMember)[]) {
    this.#listed = listed
    this.#tops = bagTops(listed.map(({ path }) => path)).plain
  }

  /** Whether a file lies in a bag. */
  holds(path: string): boolean {
    return isWithin(this.#tops, path)
  }

  /** Whether a file is one of those that make a folder a bag. */
  isTag(path: string): boolean {
    return this.#tops.has(folderOf(path)) && isOfBags(path)
  }

  /** Files of the bags as received, those alone that are not among these paths. */
  besides(kept: ReadonlySet<string>): Member[] {
    const found = new Map<string, Received>()
    for (const { path, received } of this.#listed) {
      const whole = received && this.holds(path) ? this.#outermost(received) : undefined
      if (whole !== undefined) found.set(whole.path, whole)
    }
    return [...found.values()].filter(({ path }) => !kept.has(path)).map((one) => memberOf(one, [], intakeLimits))
  }

  /** Of what was read out of an archive in a bag the bag knows the archive. */
  #outermost(received: Received): Received {
    const { within } = received
    return within !== undefined && this.holds(within.path) ? this.#outermost(within) : received
  }
}
