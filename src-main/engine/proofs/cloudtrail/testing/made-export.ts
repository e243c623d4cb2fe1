import { bundleVerdict, type Check } from '../../../../core/verify/check.ts'
import { readTrust, type Trust } from '../../../crypto/trusted.ts'
import { type CloudTrailDeps, verifyCloudTrail } from '../verify-cloudtrail.ts'
import { headOf, keyList, madeKey, madeTrail, packed, type MadeObject, type TrailShape } from './made-trail.ts'

export const KEY = madeKey()
export const OTHER_KEY = madeKey()
export const TRUST: Trust = readTrust(keyList([KEY]))
export const NOBODY: Trust = { keys: [], lists: [] }

/** An export in memory, as a folder or archive would hold it, to be changed by hand. */
export class MadeExport {
  readonly files = new Map<string, Buffer>()
  readonly objects: readonly MadeObject[]

  /** Every digest with its side file, unless `sides` names those that have one. */
  constructor(shape: Partial<TrailShape> = {}, sides: 'all' | 'newest' | 'none' = 'all') {
    this.objects = [...madeTrail({ key: KEY, hours: 6, ...shape })]
    const newest = this.objects.findLast(({ kind }) => kind === 'digest')
    for (const object of this.objects) {
      this.put(object.key, object.text)
      const beside = sides === 'all' || (sides === 'newest' && object === newest)
      if (object.kind === 'digest' && beside) this.files.set(`${object.key}.head.json`, Buffer.from(headOf(object)))
    }
  }

  digest(hour: number): MadeObject {
    return this.#nth('digest', hour)
  }

  log(index: number): MadeObject {
    return this.#nth('log', index)
  }

  put(path: string, text: string): void {
    this.files.set(path, packed(text))
  }

  rename(from: string, to: string): void {
    const bytes = this.files.get(from)
    if (bytes !== undefined) this.files.set(to, bytes)
    this.files.delete(from)
  }

  layOut(pathOf: (path: string) => string): void {
    const files = [...this.files]
    this.files.clear()
    for (const [path, bytes] of files) this.files.set(pathOf(path), bytes)
  }

  add(other: MadeExport): this {
    for (const [path, bytes] of other.files) this.files.set(path, bytes)
    return this
  }

  async checks(deps: Partial<CloudTrailDeps> = {}): Promise<Check[]> {
    const found: Check[] = []
    for await (const check of verifyCloudTrail(sourceOf(this.files), { trust: TRUST, ...deps })) found.push(check)
    return found
  }

  #nth(kind: MadeObject['kind'], index: number): MadeObject {
    const found = this.objects.filter((object) => object.kind === kind).at(index)
    if (found === undefined) throw new Error(`no ${kind} ${index}`)
    return found
  }
}

const sourceOf = (files: ReadonlyMap<string, Buffer>) => ({
  names: [...files.keys()].toSorted(),
  sizeBytes: (name: string) => files.get(name)?.length,
  // oxlint-disable-next-line require-await -- the interface is that of a file
  async *read(name: string) {
    const bytes = files.get(name) ?? Buffer.alloc(0)
    for (let at = 0; at < bytes.length; at += 1000) yield new Uint8Array(bytes.subarray(at, at + 1000))
  },
})

/** What decides: proof checks that did not hold. */
export const findingsIn = (checks: readonly Check[]): Check[] =>
  checks.filter(({ level, verdict }) => level === 'proof' && verdict !== 'verified')

/** The findings in short: check, kind or state, file. */
export const told = (checks: readonly Check[]): string[] =>
  findingsIn(checks).map(({ check, kind, state, file }) => `${check} ${kind ?? state} ${file}`)

export const verdictOf = (checks: readonly Check[]): string => bundleVerdict(checks)

export const summaryIn = (checks: readonly Check[]): string =>
  checks.find(({ check, level }) => check === 'digest.summary' && level === 'observation')?.message ?? ''
