import { parentPort, workerData } from 'node:worker_threads'
import { maskWith } from '../crypto/digest.ts'
import type { ParseAnswer, ParseAsk, ParsedBlock } from '../pipeline/block.ts'
import { BlockParser } from '../pipeline/parse-block.ts'
import type { ParserStart } from '../pipeline/parser-pool.ts'
import { formatsWith } from '../known-formats.ts'

/** A parser thread: blocks in, columns out, buffers transferred both ways. */
const port = parentPort
if (!port) throw new Error('the parser runs as a thread')
const { maskKey, profiles, gate } = workerData as ParserStart
const parser = new BlockParser(formatsWith(profiles), maskWith(maskKey), gate)

port.on('message', (ask: ParseAsk) => {
  const block = parser.parse(ask)
  const memory = ask.bytes.buffer
  const answer: ParseAnswer = { block, memory }
  port.postMessage(answer, [...buffersOf(block), memory])
})

function buffersOf(parsed: ParsedBlock): ArrayBuffer[] {
  const { ints, floats, ids, lineDelta, offsetDelta, length, sha256, frames } = parsed
  const columns = [ints, floats, ids, lineDelta, offsetDelta, length, sha256, ...frames.map(({ body }) => body)]
  return columns.filter(({ byteLength }) => byteLength > 0).map(({ buffer }) => buffer)
}
