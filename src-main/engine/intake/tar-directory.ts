import { FaultError } from '../../contract/fault.ts'
import { wrongPath } from '../../core/bundle/relative-path.ts'
import { limitFault, malformedFault, stopIfCancelled } from './faults.ts'
import type { IntakeLimits } from './limits.ts'
import { SourceWindow } from './source-window.ts'
import type { Source } from './source.ts'
import { BLOCK, changesEntries, extraOf, readPax, readTarHeader, text } from './tar-header.ts'
import type { TarExtra, TarHeader, TarWrong } from './tar-header.ts'

/** One file of a tar archive, by the place of its bytes in it. */
export interface TarEntry {
  readonly name: string
  readonly start: number
  readonly sizeBytes: number
}

/** An entry in the archive's order: a file to be read, or what is wrong with it. Folders are left out. */
export type TarListed = { readonly entry: TarEntry } | { readonly name: string | undefined; readonly fault: FaultError }

/** Bytes of one pax header or long name. Provisional: names are limited far below. */
const MOST_EXTRA = 1024 * 1024
const LINKS = new Map([
  ['1', 'is a hard link'],
  ['2', 'is a link'],
])
const FILES = new Set(['0', '7'])
const FOLDER = '5'
const OLD_SPARSE = 'S'

/**
 * The files of a tar archive (ustar, pax, GNU long names) in its own order, the only one in which a compressed archive can be read.
 * A doubtful entry (climbing or absolute name, link, device, a name that stands twice) is refused by itself; an archive that two readers
 * would cut into different entries, or that may be cut off, is refused whole. Written here and not left to a package: those pass over what
 * stands behind the end mark or accept a missing one, and read all bytes where only the headers are wanted.
 */
export async function readTarDirectory(
  source: Source,
  shown: string,
  limits: IntakeLimits,
  signal?: AbortSignal,
): Promise<TarListed[]> {
  const reading = new TarReading(source, shown, limits, signal)
  while (await reading.next());
  return withoutTwins(reading.listed, shown)
}

class TarReading {
  readonly listed: TarListed[] = []
  readonly #window: SourceWindow
  readonly #shown: string
  readonly #limits: IntakeLimits
  readonly #signal: AbortSignal | undefined
  #at = 0
  #entries = 0
  #textBytes = 0
  #extra: TarExtra | undefined

  constructor(source: Source, shown: string, limits: IntakeLimits, signal: AbortSignal | undefined) {
    this.#window = new SourceWindow(source, signal)
    this.#shown = shown
    this.#limits = limits
    this.#signal = signal
  }

  /** Reads one header with what belongs to it; false at the end mark. */
  async next(): Promise<boolean> {
    stopIfCancelled(this.#signal)
    const block = await this.#window.at(this.#at, BLOCK)
    if (block.length < BLOCK) throw this.#broken('ends without an end mark: it may have been cut off')
    if (block.every((byte) => byte === 0)) return this.#end()
    const header = this.#sound(readTarHeader(block), 'the block')
    if ('xgLK'.includes(header.type)) await this.#readExtra(header)
    else await this.#readEntry(header)
    return true
  }

  /** Behind the first zero block only zeros may follow: what else stands there, one reader sees and another does not. */
  async #end(): Promise<false> {
    if (this.#extra !== undefined) throw this.#broken('ends with a header that no entry follows')
    for (;;) {
      stopIfCancelled(this.#signal)
      const bytes = await this.#window.at(this.#at, SourceWindow.BYTES)
      const found = bytes.findIndex((byte) => byte !== 0)
      if (found >= 0) throw this.#broken(`holds more behind its end mark, at byte ${this.#at + found}`)
      if (bytes.length < SourceWindow.BYTES) return false
      this.#at += bytes.length
    }
  }

  async #readExtra({ type, sizeBytes }: TarHeader): Promise<void> {
    if (sizeBytes > MOST_EXTRA)
      throw limitFault(this.#shown, `a header in it is over ${MOST_EXTRA} bytes`, 'Pack it anew')
    const bytes = await this.#window.at(this.#at + BLOCK, sizeBytes)
    if (bytes.length < sizeBytes) throw this.#broken('ends in the middle of a header')
    if (type === 'x' || type === 'g') this.#readRecords(type, bytes)
    else if (type === 'L') this.#add({ name: text(bytes) })
    this.#step(sizeBytes)
  }

  #readRecords(type: 'x' | 'g', bytes: Buffer): void {
    const records = this.#sound(readPax(bytes), 'the header')
    if (type === 'x') this.#add(this.#sound(extraOf(records), 'the header'))
    else if (changesEntries(records)) throw this.#broken('sets name or size for all its entries')
  }

  #add(extra: TarExtra): void {
    const known = this.#extra
    const twice = [known?.name, extra.name].every((name) => name !== undefined) && known?.name !== extra.name
    if (twice) throw this.#broken(`gives one entry two names, at byte ${this.#at}`)
    this.#extra = { ...known, ...extra, name: extra.name ?? known?.name }
  }

  async #readEntry(header: TarHeader): Promise<void> {
    this.#entries += 1
    if (this.#entries > this.#limits.maxEntries)
      throw limitFault(this.#shown, `it holds more than ${this.#limits.maxEntries} entries`, 'Split it')
    const stated = statedBy(header, this.#extra)
    this.#refuseShape(stated)
    await this.#refuseCut(stated)
    this.#list(stated)
    this.#extra = undefined
    this.#step(stated.sizeBytes)
  }

  #list(stated: Stated): void {
    const { name, sizeBytes, isFolder } = stated
    const wrongName = this.#wrongName(name, isFolder)
    const fault = wrongName ?? this.#wrongKind(stated)
    if (fault !== undefined) this.listed.push({ name: wrongName ? undefined : name, fault })
    else if (!isFolder) this.listed.push({ entry: { name, start: this.#at + BLOCK, sizeBytes } })
  }

  /** What leaves open where the next header stands. Links and folders hold no bytes; readers differ where one states a size. */
  #refuseShape({ name, type, sizeBytes, isFolder }: Stated): void {
    if (type === OLD_SPARSE) throw this.#unsupported(`the entry ${quoted(name)} is stored as a sparse file`)
    if (sizeBytes > 0 && (isFolder || /^[1-6]$/.test(type)))
      throw this.#broken(`states a size for ${quoted(name)}, which holds no bytes`)
  }

  /** The entry's last byte must be there: places alone would not show it. */
  async #refuseCut({ name, sizeBytes }: Stated): Promise<void> {
    this.#textBytes += sizeBytes
    if (this.#textBytes > this.#limits.maxTextBytes)
      throw limitFault(
        this.#shown,
        `it unpacks to over ${this.#limits.maxTextBytes} bytes`,
        'Split it into several archives',
      )
    if (sizeBytes === 0) return
    const last = await this.#window.at(this.#at + BLOCK + sizeBytes - 1, 1)
    if (last.length === 0)
      throw this.#broken(
        `ends in the middle of ${quoted(name)}, which has ${sizeBytes} bytes from byte ${this.#at + BLOCK} on`,
      )
  }

  #wrongName(name: string, isFolder: boolean): FaultError | undefined {
    const { maxNameBytes } = this.#limits
    if (Buffer.byteLength(name) > maxNameBytes) {
      const what = `the entry ${quoted(name)} has a name over ${maxNameBytes} bytes`
      return limitFault(this.#shown, what, 'Pack the files under shorter names')
    }
    const isTop = isFolder && (name === '' || name === '.')
    const wrong = isTop ? undefined : wrongPath(name)
    return wrong === undefined ? undefined : malformedFault(this.#shown, `the entry ${quoted(name)} ${wrong}`)
  }

  #wrongKind({ name, type, isFolder, sparse }: Stated): FaultError | undefined {
    if (sparse) return this.#unsupported(`the entry ${quoted(name)} is stored as a sparse file`)
    if (FILES.has(type) || isFolder) return undefined
    return malformedFault(this.#shown, `the entry ${quoted(name)} ${LINKS.get(type) ?? 'is neither file nor folder'}`)
  }

  #step(sizeBytes: number): void {
    this.#at += BLOCK + Math.ceil(sizeBytes / BLOCK) * BLOCK
  }

  #sound<T extends object>(read: T | TarWrong, what: string): T {
    if (!('wrong' in read)) return read
    throw this.#broken(`is damaged: ${what} at byte ${this.#at} ${read.wrong}`)
  }

  #broken(how: string): FaultError {
    return malformedFault(this.#shown, `the tar archive ${how}`)
  }

  #unsupported(what: string): FaultError {
    return new FaultError('unsupported', {
      message: `${this.#shown}: ${what}`,
      file: this.#shown,
      remedy: 'Pack it anew without --sparse, or unpack it and choose the files',
    })
  }
}

/** One entry as its header and what stands before it state it together. */
interface Stated {
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly isFolder: boolean
  readonly sparse: boolean
}

function statedBy({ type, ...header }: TarHeader, extra: TarExtra | undefined): Stated {
  const name = (extra?.name ?? header.name).replace(/^(?:\.\/)+/, '') // what `tar -c .` puts before every name
  const isFolder = type === FOLDER || (type === '0' && name.endsWith('/'))
  return {
    name: isFolder ? name.replace(/\/$/, '') : name,
    type,
    sizeBytes: extra?.sizeBytes ?? header.sizeBytes,
    isFolder,
    sparse: extra?.sparse ?? false,
  }
}

/** None of two entries of one name is taken: which of them is meant is not for us to say. */
function withoutTwins(listed: readonly TarListed[], shown: string): TarListed[] {
  const counts = new Map<string, number>()
  for (const one of listed) if ('entry' in one) counts.set(keyOf(one.entry), (counts.get(keyOf(one.entry)) ?? 0) + 1)
  return listed.map((one) => {
    const times = 'entry' in one ? (counts.get(keyOf(one.entry)) ?? 1) : 1
    if (!('entry' in one) || times === 1) return one
    const { name } = one.entry
    return { name, fault: malformedFault(shown, `the entry ${quoted(name)} stands in it ${times} times`) }
  })
}

const keyOf = ({ name }: TarEntry): string => name.normalize('NFC')

const SHOWN_CHARS = 200
const quoted = (name: string): string => JSON.stringify(name.slice(0, SHOWN_CHARS))
