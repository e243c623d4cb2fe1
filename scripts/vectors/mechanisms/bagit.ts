import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { Check } from '../../../src-main/core/verify/check.ts'
import { besideOf } from '../../../src-main/engine/proofs/read-beside.ts'
import { verifyBag } from '../../../src-main/engine/verify/verify-bag.ts'
import { eachCase, judge, type Judged, type Mechanism } from '../mechanism.ts'
import { allChecks, saidOf } from '../said.ts'

/** One tar.gz a bag, unpacked in memory; the folder that holds everything else is the bag. */
export const bagitVectors: Mechanism = { name: 'bagit', run }

async function run(folder: string): Promise<Judged[]> {
  return eachCase(folder, async (key, expected) => {
    const files = await unpacked(join(folder, key))
    const top = topOf([...files.keys()])
    const checks = await allChecks(verifyBag({ beside: besideOf(files), top }))
    // A folder without its declaration is no bag, which contradicts nothing; any other bag that is not valid contradicts itself.
    const contradiction = !expected.reason.startsWith('missing-bagit')
    return judge(key, expected, saidOf(checks.filter((check) => !isWeak(check))), { contradiction })
  })
}

/** The suite asks whether a bag is valid and not whether MD5 proves anything, so what says the latter is set apart. */
const isWeak = ({ state }: Check): boolean => state === 'weak'

async function unpacked(path: string): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const entries = createReadStream(path).pipe(createGunzip()).pipe(extract())
  for await (const entry of entries) {
    const parts: Buffer[] = []
    for await (const chunk of entry as AsyncIterable<Buffer>) parts.push(chunk)
    if (entry.header.type === 'file') files.set(entry.header.name, new Uint8Array(Buffer.concat(parts)))
  }
  return files
}

/** The folder in which the bag's own files lie: above `data/`, else that of the shortest path. */
function topOf(paths: readonly string[]): string {
  const inside = paths.map((path) => /^(.*?\/)?data\//.exec(path)?.[1]).find((top) => top !== undefined)
  return inside ?? /^(.*\/)?/.exec(paths.toSorted((a, b) => a.length - b.length)[0] ?? '')?.[0] ?? ''
}
