import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Verdict } from '../src-main/core/verify/check.ts'
import {
  headOf,
  keyList,
  madeKey,
  madeTrail,
  packed,
  type MadeKey,
} from '../src-main/engine/proofs/cloudtrail/testing/made-trail.ts'
import { type Machine, machine } from './machine.ts'
import { measure } from './measure.ts'

export interface CloudTrailReport {
  readonly machine: Machine
  readonly digests: number
  readonly logs: number
  readonly verdict: Verdict
  readonly seconds: number
  /** Of all its threads, which tells more than the clock where others use the machine. */
  readonly processorSeconds: number
  /** Of the whole process, from its start; absent where the system does not tell. */
  readonly peakMb?: number
}

/** Five regions for years: what one organisation keeps. */
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1'] as const

/** Makes a tree of digests as `aws s3 sync` leaves it (the side file of the newest hour alone), and verifies it in a process of its own. */
export async function benchCloudTrail(digests: number, say: (line: string) => void): Promise<CloudTrailReport> {
  const cache = resolve(import.meta.dirname, '..', '.cache', 'bench')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'cloudtrail-'))
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    say(`Making ${digests} digests …`)
    const key = madeKey()
    const hours = Math.ceil(digests / REGIONS.length)
    const made = REGIONS.map((region) => makeRegion({ folder, region, hours, key }))
    const logs = made.reduce((sum, count) => sum + count, 0)
    const before = machine()
    say('Verifying …')
    const child = resolve(import.meta.dirname, 'cloudtrail-child.ts')
    const args = [child, folder, keyList([key]).toString()]
    const { seconds, peakMb, stdout } = await measure({ command: process.execPath, args })
    const peak = Math.max(...peakMb.values())
    const said = JSON.parse(stdout) as Pick<CloudTrailReport, 'verdict' | 'processorSeconds'>
    return {
      machine: before,
      digests: hours * REGIONS.length,
      logs,
      ...said,
      seconds,
      ...(peak > 0 && { peakMb: peak }),
    }
  } finally {
    clear()
    process.off('exit', clear)
  }
}

interface Region {
  readonly folder: string
  readonly region: string
  readonly hours: number
  readonly key: MadeKey
}

/** A log in every second hour. */
function makeRegion({ folder, region, hours, key }: Region): number {
  let logs = 0
  let newest: readonly [string, string] | undefined
  for (const object of madeTrail({ key, hours, region, logsIn: (hour) => hour % 2 })) {
    const path = join(folder, object.key)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, packed(object.text))
    if (object.kind === 'log') logs += 1
    else newest = [`${path}.head.json`, headOf(object)]
  }
  if (newest !== undefined) writeFileSync(...newest)
  return logs
}
