/** The previous link of the first entry: 64 zeros. */
export const GENESIS = '0'.repeat(64)

/** SHA-256 of ASCII text as 64 lower-case hex digits; the engine hands in the native one. */
export type Sha256OfText = (ascii: string) => string

/** link = SHA-256(previous link || line-hash), both as 64 ASCII hex digits (formats: raw line + side file). */
export const linkHash = (previous: string, lineHash: string, sha256: Sha256OfText): string =>
  sha256(previous + lineHash)

/** One entry as it stands in a chain file, with its final LF. */
export const chainLine = (entry: number, lineHash: string, link: string): string => `${entry} ${lineHash} ${link}\n`

/** One line of a chain file: an entry, or `UNREADABLE`. */
export interface ChainEntry {
  readonly entry: number
  readonly lineHash: string
  readonly link: string
}

/** Longest line of a chain file that can be an entry: 15 digits, two digests, two spaces. */
const MOST_CHARS = 15 + 1 + 64 + 1 + 64
const DIGEST = /^[0-9a-f]{64}$/

/** Stands for a line of a chain file that is no entry. */
export const UNREADABLE: ChainEntry = { entry: -1, lineHash: '', link: '' }

/** Whether both digests are written as the format has them. Only needed where they are not what they should be. */
export const hasDigests = ({ lineHash, link }: ChainEntry): boolean => DIGEST.test(lineHash) && DIGEST.test(link)

/** Entries in order, some thousand at a time; a line that is none comes as `UNREADABLE`. Memory does not grow with the file. */
export async function* readChain(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ChainEntry[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true }) // an entry is ASCII; anything else is none
  let rest = ''
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk)
    const entries: ChainEntry[] = []
    let at = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      entries.push(readEntry(text, at, end))
      at = end + 1
    }
    rest = shortened(text, at)
    if (entries.length > 0) yield entries
  }
  if (rest !== '') yield [UNREADABLE] // the last line has no LF
}

// A line without end must not grow in memory; what is over the longest entry can only be unreadable.
const shortened = (text: string, at: number): string => text.slice(at, at + MOST_CHARS + 1)

// A million lines are read so: shape and number here, the letters of the digests only where one is wrong (`hasDigests`).
function readEntry(text: string, at: number, end: number): ChainEntry {
  const first = text.indexOf(' ', at)
  if (first === -1 || end - first !== 130 || text[first + 65] !== ' ') return UNREADABLE
  const digits = text.slice(at, first)
  const entry = Number(digits)
  if (digits.length > 15 || String(entry) !== digits || entry < 0 || !Number.isSafeInteger(entry)) return UNREADABLE
  return { entry, lineHash: text.slice(first + 1, first + 65), link: text.slice(first + 66, end) }
}
