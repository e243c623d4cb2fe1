import { groupOf } from './group-of.ts'
import type { JsonObject } from './json-object.ts'

const LONGEST = 1024 * 1024
const OPENS = /<([A-Za-z][\w.-]{0,60})(\s?\/)?>/y
/** The ampersand is the last: what it makes with the text behind it is no entity. */
const ENTITIES: readonly (readonly [entity: string, sign: string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]

/**
 * The first element `<root>` of a text as an object of its children's texts: no attributes, no DTD, no entities beyond XML's own five
 * (XML 1.0, section 4.6). A child with elements in it is given as it is written. A reason where there is none, or where a child stands
 * twice (the second might stand in a text that was not escaped), or the element itself: one of two would be lost. Linear in the text; never throws.
 */
export function readFlatXml(text: string, root: string): JsonObject | string {
  if (text.length > LONGEST) return 'the line is longer than 1 Mi characters'
  const start = text.indexOf(`<${root}>`)
  if (start < 0) return `no element <${root}> stands in the line`
  const object: Record<string, string> = {}
  let at = afterBlanks(text, start + root.length + 2)
  while (!text.startsWith(`</${root}>`, at)) {
    const child = childAt(text, at)
    if (child === undefined) return `<${root}> is cut off, or holds what is no plain element`
    if (Object.hasOwn(object, child.name))
      return 'an element stands twice in the record: which one its source wrote cannot be told'
    object[child.name] = child.value
    at = afterBlanks(text, child.end)
  }
  if (text.includes(`<${root}>`, at)) return `several elements <${root}> stand in the line: one entry is one record`
  return object
}

function childAt(
  text: string,
  at: number,
): { readonly name: string; readonly value: string; readonly end: number } | undefined {
  OPENS.lastIndex = at
  const opens = OPENS.exec(text)
  if (!opens) return undefined
  const name = groupOf(opens, 1)
  const from = at + opens[0].length
  if (opens[2] !== undefined) return { name, value: '', end: from }
  const close = text.indexOf(`</${name}>`, from)
  return close < 0 ? undefined : { name, value: unescaped(text.slice(from, close)), end: close + name.length + 3 }
}

const unescaped = (value: string): string =>
  value.includes('<') ? value : ENTITIES.reduce((text, [entity, sign]) => text.replaceAll(entity, sign), value)

/** A tab or line end as rsyslog writes it when it takes a message in (its manual: `parser.escapeControlCharactersOnReceive`, octal). */
const ESCAPED = ['#011', '#012', '#015']

function afterBlanks(text: string, from: number): number {
  let at = from
  for (;;) {
    if (text.charCodeAt(at) <= 32) at++
    else if (ESCAPED.some((blank) => text.startsWith(blank, at))) at += 4
    else return at
  }
}
