import { gunzip, unzstd } from './decompress.ts'
import { fromUtf16, fromWindows1252 } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import type { IntakeLimits } from './limits.ts'
import type { Chunks } from './source.ts'

/** What is taken off byte by byte, from received bytes to text. */
export type StreamLayer = 'gzip' | 'zstd' | Encoding

/** What lies between the received bytes of a file and its text, outermost first. `xlsx`: the text is made from a sheet's cells. */
export type Layer = StreamLayer | 'xlsx'

const readers: Readonly<Record<StreamLayer, (chunks: Chunks, shown: string, limits: IntakeLimits) => Chunks>> = {
  gzip: gunzip,
  zstd: unzstd,
  'utf-16le': (chunks, shown) => fromUtf16(chunks, false, shown),
  'utf-16be': (chunks, shown) => fromUtf16(chunks, true, shown),
  'windows-1252': fromWindows1252,
}

/** The bytes with the layers taken off. */
export function takeOff(received: Chunks, layers: readonly StreamLayer[], shown: string, limits: IntakeLimits): Chunks {
  return layers.reduce((chunks, layer) => readers[layer](chunks, shown, limits), received)
}

const words: Readonly<Record<Layer, string>> = {
  gzip: 'unpacked by gzip',
  zstd: 'unpacked by zstd',
  'utf-16le': 'its text is UTF-16 and was turned into UTF-8',
  'utf-16be': 'its text is UTF-16 (big-endian) and was turned into UTF-8',
  'windows-1252': 'its text cannot be UTF-8 and was read as Windows-1252',
  xlsx: 'a sheet of a workbook, read as CSV',
}

/** What was done to come to the text, for people. */
export const layerWords = (layers: readonly Layer[]): string[] => layers.map((layer) => words[layer])

/** The layers that an open bundle's chain looks through (docs/bundle-format.md, "The chain"): gzip, and nothing below another. */
export function chainedLayers(layers: readonly Layer[]): StreamLayer[] {
  const other = layers.findIndex((layer) => layer !== 'gzip')
  return layers.slice(0, other < 0 ? layers.length : other).map(() => 'gzip')
}
