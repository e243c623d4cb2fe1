import { parentPort, workerData } from 'node:worker_threads'
import { maskWith } from '../crypto/digest.ts'
import type { ParseAsk, ParsedBlock } from '../pipeline/block.ts'
import { BlockParser } from '../pipeline/parse-block.ts'
import type { ParserStart } from '../pipeline/parser-pool.ts'
import { formatsWith } from '../known-formats.ts'

/** A parser thread: blocks in, columns out, buffers transferred both ways. */
const port = parentPort
if (!port) throw new Error('the parser runs as a thread')
const { maskKey, profiles } = workerData as ParserStart
const parser = new BlockParser(formatsWith(profiles), maskWith(maskKey))

port.on('message', (ask: ParseAsk) => {
  const parsed = parser.parse(ask)
  port.postMessage(parsed, buffersOf(parsed))
  // given back at once: left to the collector, a megabyte a block makes it mark the whole heap every few dozen blocks
  ask.bytes.buffer.transfer(0)
})

function buffersOf(parsed: ParsedBlock): ArrayBuffer[] {
  const { ints, floats, ids, lineDelta, offsetDelta, length, sha256, frames } = parsed
  const columns = [ints, floats, ids, lineDelta, offsetDelta, length, sha256, ...frames.map(({ body }) => body)]
  return columns.filter(({ byteLength }) => byteLength > 0).map(({ buffer }) => buffer)
}
