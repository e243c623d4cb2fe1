import { basename } from 'node:path'
import { headObjects } from '../../core/entry/json-format.ts'
import { FaultError } from '../../contract/fault.ts'
import { listInputs } from '../intake/list-inputs.ts'
import type { Member } from '../intake/member.ts'
import { type ReadHead, firstBytes, headsOf } from '../pipeline/heads.ts'

/** The first file of an input whose columns or members can be mapped. */
export interface Mappable {
  readonly member: Member
  /** What is in the first part is all there is. */
  readonly whole: boolean
  /** The ways to read it, the likeliest first. */
  readonly heads: readonly [ReadHead, ...ReadHead[]]
}

/** Files of a folder that are looked at; provisional: a source's exports lie side by side. */
const MOST_FILES = 50
/** Share of the entries that are objects or rows, below which a text is neither JSON nor a table. */
const ENOUGH = 0.5

/** The first file of a path that is a table or JSON. Throws `unsupported` where there is none. */
export async function findMappable(path: string): Promise<Mappable> {
  let looked = 0
  for await (const listed of listInputs([path])) {
    if (looked++ === MOST_FILES) break
    if (listed.kind !== 'member') continue
    const found = await mappableIn(listed)
    if (found) return found
  }
  throw new FaultError('unsupported', {
    message: `${basename(path)} holds no table and no JSON objects, so there are no columns to map.`,
    file: basename(path),
    remedy: 'Export it again as CSV or JSON lines.',
  })
}

/** Whether a path holds something to map; a file that cannot be read does not. */
export async function canMap(path: string): Promise<boolean> {
  try {
    await findMappable(path)
    return true
  } catch (error) {
    if (error instanceof FaultError) return false
    throw error
  }
}

async function mappableIn(member: Member): Promise<Mappable | undefined> {
  const first = await firstBytes(member)
  const heads = headsOf(member.path, first).filter(
    (head) => objectsIn(head) >= Math.max(1, ENOUGH * head.entries.length),
  )
  // a table has its header; of JSON the plainest way that gives more than one object, so that a list in an object is not the object itself
  const [best, ...others] = heads.toSorted((a, b) => rankOf(b) - rankOf(a))
  return best && { member, whole: first.whole, heads: [best, ...others] }
}

const objectsIn = (head: ReadHead): number => headObjects(head).filter((one) => one !== undefined).length

const rankOf = (head: ReadHead): number => (head.table === undefined ? Math.min(2, objectsIn(head)) : 3)
