import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** What one run of a program took, whole process, from its start to its end. */
export interface Measured {
  readonly seconds: number
  /** The highest resident set of each process that ran, by its command line; empty where /proc is missing. */
  readonly peakMb: ReadonlyMap<string, number>
  readonly stdout: string
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly input?: string
}

/** Seldom enough to cost nothing beside what is measured. */
const SAMPLE_MS = 100

function entries(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // the process ended between the listing and the look
  }
}

/** The process and all below it, as proc(5) lists the children of each thread. */
function family(root: number): number[] {
  const found = [root]
  for (const member of found)
    for (const thread of entries(`/proc/${member}/task`))
      found.push(...text(`/proc/${member}/task/${thread}/children`).split(' ').filter(Boolean).map(Number))
  return found
}

/** VmHWM is the kernel's own high-water mark, so a late look loses only the last moments of a process. */
function lookAt(root: number, peakMb: Map<string, number>): void {
  for (const id of family(root)) {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(text(`/proc/${id}/status`))?.[1]
    const line = text(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim()
    if (kilobytes && line) peakMb.set(line, Math.max(peakMb.get(line) ?? 0, (Number(kilobytes) * 1024) / 1e6))
  }
}

/** What the one before has left unwritten is not to slow the next. */
export function settled(program: Program): Promise<Measured> {
  if (process.platform !== 'win32') spawnSync('sync')
  return measure(program)
}

export const highest = (peaks: readonly number[]): { peakMb?: number } =>
  peaks.length > 0 ? { peakMb: Math.max(...peaks) } : {}

/** Runs a program to its end; throws with what it said where it fails. */
export async function measure({ command, args, input }: Program): Promise<Measured> {
  const peakMb = new Map<string, number>()
  const begun = performance.now()
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => void (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (stderr = (stderr + chunk.toString()).slice(-4000)))
  child.stdin.end(input)
  let seconds = 0
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      seconds = (performance.now() - begun) / 1000
      resolve(code)
    })
  })
  const watching = new AbortController()
  const watched = process.platform === 'linux' ? watch(child.pid, peakMb, watching.signal) : undefined
  const code = await ended
  watching.abort()
  await watched
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr || stdout}`)
  return { seconds, peakMb, stdout }
}

async function watch(pid: number | undefined, peakMb: Map<string, number>, signal: AbortSignal): Promise<void> {
  if (pid === undefined) return
  while (!signal.aborted) {
    lookAt(pid, peakMb)
    await wait(SAMPLE_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
