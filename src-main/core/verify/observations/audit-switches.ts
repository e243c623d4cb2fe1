import type { ObservedAct, Place } from './observation.ts'

/** An act that begins or ends the writing of a log. */
export interface Switch {
  /** What writes it: an audit device, a trail; as the record names it. */
  readonly device: string
  readonly on: boolean
}

/** A switch with its time (µs since 1970 UTC) and record. */
export interface SwitchAt extends Switch, Place {
  readonly timeUs: number
}

/** A time in which a device wrote nothing because it was switched off; without `untilUs` it was not switched on again. */
export interface OffTime extends Place {
  readonly device: string
  readonly fromUs: number
  readonly untilUs: number | undefined
}

interface Switching {
  readonly off: RegExp
  readonly on: RegExp
  /** What of the target is the device. */
  readonly device: RegExp
}

/** How the systems say it, by format id. Others that change what is logged name no device, or leave open whether it went on. */
const switchings: Readonly<Record<string, Switching>> = {
  // Vault HTTP API, /sys/audit/:path: DELETE disables, POST enables.
  vault: { off: /^delete$/, on: /^(?:create|update)$/, device: /^sys\/audit\/(.+)$/s },
  // CloudTrail API reference: StopLogging, DeleteTrail; StartLogging. A trail that is created does not log yet.
  'aws-cloudtrail': {
    off: /^(?:StopLogging|DeleteTrail)$/,
    on: /^StartLogging$/,
    device: /^(?:arn:.*:trail\/)?(.+)$/s,
  },
}

/**
 * What an act does to the writing of the log; undefined where it does nothing to it. One that was refused does not. One whose result
 * is not known does: a device that is disabled does not write the answer.
 */
export function switchOf(format: string, { action, target, outcome }: ObservedAct): Switch | undefined {
  const how = Object.hasOwn(switchings, format) ? switchings[format] : undefined
  if (how === undefined || outcome === 'denied' || outcome === 'failure') return undefined
  const device = how.device.exec(target)?.[1]?.replace(/\/$/, '')
  if (device === undefined) return undefined
  if (how.off.test(action)) return { device, on: false }
  return how.on.test(action) ? { device, on: true } : undefined
}

/** The times in which devices were off, the earliest first. */
export function offTimes(switches: readonly SwitchAt[]): OffTime[] {
  const open = new Map<string, SwitchAt>()
  const times: OffTime[] = []
  const close = ({ device, timeUs, file, line }: SwitchAt, untilUs: number | undefined): void => {
    times.push({ device, file, line, fromUs: timeUs, untilUs })
  }
  for (const one of switches.toSorted((a, b) => a.timeUs - b.timeUs)) {
    const off = open.get(one.device)
    if (!one.on) open.set(one.device, off ?? one)
    else if (off !== undefined) {
      close(off, one.timeUs)
      open.delete(one.device)
    }
  }
  for (const off of open.values()) close(off, undefined)
  return times.toSorted((a, b) => a.fromUs - b.fromUs)
}
