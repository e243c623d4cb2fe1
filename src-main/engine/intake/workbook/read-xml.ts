import { SaxesParser } from 'saxes'
import { limitFault, malformedFault } from '../faults.ts'
import { FaultError } from '../../../contract/fault.ts'
import type { Chunks } from '../source.ts'

export type Attributes = Readonly<Record<string, string>>

/** What is told of an XML text; names come without their prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** Fed at a time: a few bytes of a sheet can stand for a wide row. */
const PIECE = 32 * 1024
/** The parser collects a tag or text until it ends: one that does not end within this many characters is none. Provisional. */
const LONGEST_TOKEN = 4 * 1024 * 1024

/**
 * Reads one XML part as a stream (XML 1.0; no entity but the five is known, so nothing grows). Yields after each chunk, so that what
 * the handlers collected can be handed on.
 */
export async function* readXml(chunks: Chunks, handlers: XmlHandlers, shown: string): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let sinceToken = 0
  const token = (): void => void (sinceToken = 0)
  parser.on('error', (error) => {
    throw malformedFault(shown, `an XML part of it is damaged (${firstLine(error.message)})`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    token()
    handlers.open?.(local(name), withoutPrefixes(attributes))
  })
  parser.on('closetag', ({ name }) => {
    token()
    handlers.close?.(local(name))
  })
  for (const kind of ['text', 'cdata'] as const)
    parser.on(kind, (text) => {
      token()
      handlers.text?.(text)
    })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const text = decoded(() => decoder.decode(chunk.subarray(at, at + PIECE), { stream: true }), shown)
      sinceToken += text.length
      parser.write(text)
      if (sinceToken > LONGEST_TOKEN)
        throw limitFault(shown, `a text in it is over ${LONGEST_TOKEN} characters`, 'Check what the workbook holds')
      yield
    }
  }
  parser.write(decoded(() => decoder.decode(), shown))
  parser.close()
  yield
}

/** Positions and what is wrong; the rest of the parser's message could quote the part. */
const firstLine = (message: string): string =>
  message
    .split('\n', 1)[0]
    ?.slice(0, 80)
    .replaceAll(/[^\u0020-\u007e]/g, '?') ?? ''

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Most tags have no prefix, and there are some for every cell: only those that do are copied. */
function withoutPrefixes(attributes: Attributes): Attributes {
  const names = Object.keys(attributes)
  if (!names.some((name) => name.includes(':'))) return attributes
  return Object.fromEntries(names.map((name) => [local(name), attributes[name] ?? '']))
}

function decoded(decode: () => string, shown: string): string {
  try {
    return decode()
  } catch (error) {
    if (error instanceof FaultError || !(error instanceof TypeError)) throw error
    throw malformedFault(shown, 'an XML part of it is not UTF-8')
  }
}

/** Reads a part whole for what its handlers keep of it. */
export async function readWholeXml(chunks: Chunks, handlers: XmlHandlers, shown: string): Promise<void> {
  for await (const _ of readXml(chunks, handlers, shown)) void _
}
