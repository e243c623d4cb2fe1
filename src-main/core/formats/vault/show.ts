import { isMasked, maskText } from '../../mask/mask-text.ts'
import type { Mask, Shown } from '../format.ts'
import { isObject, locate, type Located } from './parse.ts'
import { isHashed, maskPath } from './path.ts'
import { fateOf, inside, type Context, type Fate, type Zone } from './zones.ts'

/** Deeper than this everything is masked: no entry nests so. */
const MAX_DEPTH = 64
/** How often an entry inside a text inside an entry (container logs) is opened. */
const MAX_WRAPS = 2
/** Longest run of bare letters in broken JSON that is left: `false` has five. */
const MAX_BARE = 7

/** `name = value` in text that is no JSON. */
const NAMED_VALUE =
  /((?:token|accessor|passw(?:or)?d|passphrase|secret|api[-_]?key|credential)[a-z_-]{0,20}["']?\s{0,4}[:=]\s{0,4}["']?)(?!\[masked:)([^\s"',;{}]{1,4096})/gi

interface Frame {
  readonly zone: Zone
  readonly array: boolean
  /** In an object the name last read, in an array the name the array stands under. */
  key: string
}

/** The state of one walk over the characters of an entry: what is masked is cut out, all else is copied as it stands. */
interface Walk {
  readonly text: string
  readonly mask: Mask
  readonly masked: string[]
  readonly out: string[]
  readonly stack: Frame[]
  readonly context: Context
  readonly wraps: number
  /** Containers open beyond MAX_DEPTH. */
  beyond: number
}

/** The line with everything masked that must not be shown, otherwise its own characters. Never throws; any text is allowed. */
export function show(text: string, mask: Mask): Shown {
  const masked: string[] = []
  return { text: showInner(text, mask, masked, MAX_WRAPS), masked }
}

function showInner(text: string, mask: Mask, masked: string[], wraps: number): string {
  const brace = text.indexOf('{')
  if (brace < 0) return looseText(text, mask, masked)
  const out = [looseText(text.slice(0, brace), mask, masked)]
  const walk: Walk = { text, mask, masked, out, stack: [], context: contextOf(text), wraps, beyond: 0 }
  let at = brace
  while (at < text.length) at = step(walk, at)
  return out.join('')
}

/** Wrapped answers and raw storage hold what users keep, not settings. */
const SETTINGS = /^(?:auth|identity|sys\/(?!wrapping\/|raw\/)[^/]*)(?:\/|$)/

function contextOf(text: string): Context {
  const located: Located = { nulHole: false, prefixed: false, object: undefined, reason: '' }
  locate(text, located)
  const request = located.object?.['request']
  if (!isObject(request)) return { settings: false, listing: false }
  const { path, operation } = request
  return {
    settings: typeof path === 'string' && SETTINGS.test(path),
    listing: operation === 'list' || operation === 'scan',
  }
}

/** Copies or masks the token at `at` and answers where the next one begins. */
function step(walk: Walk, at: number): number {
  const code = walk.text.charCodeAt(at)
  if (code === 34) return quoted(walk, at)
  if (code === 123 || code === 91) open(walk, code === 91)
  else if (code === 125 || code === 93) close(walk)
  else if (!isStructure(code)) return bare(walk, at)
  walk.out.push(String.fromCharCode(code))
  return at + 1
}

/** Blanks, NUL, comma and colon. */
const isStructure = (code: number): boolean => code <= 32 || code === 44 || code === 58

function open(walk: Walk, array: boolean): void {
  const parent = walk.stack.at(-1)
  if (walk.stack.length >= MAX_DEPTH) walk.beyond++
  else if (parent === undefined) walk.stack.push({ zone: array ? 'loose' : 'top', array, key: '' })
  else if (array) walk.stack.push({ zone: zoneInside(parent), array, key: parent.key })
  else walk.stack.push({ zone: zoneInside(parent), array, key: '' })
}

/** Members of an array stand where the array stands: its zone was entered already. */
const zoneInside = ({ array, zone, key }: Frame): Zone => (array ? zone : inside(zone, key))

function close(walk: Walk): void {
  if (walk.beyond > 0) walk.beyond--
  else walk.stack.pop()
}

/** A text token: a name when a colon follows inside an object, else a value. A missing end quote means a cut line. */
function quoted(walk: Walk, at: number): number {
  const { text } = walk
  const end = endOfText(text, at)
  const whole = end < text.length
  const next = Math.min(end + 1, text.length)
  const token = text.slice(at, next)
  const inner = decode(token, whole)
  const shown = whole && isName(walk, next) ? nameShown(inner, walk) : valueShown(inner, walk)
  walk.out.push(shown === inner ? token : JSON.stringify(shown).slice(0, whole ? undefined : -1))
  return next
}

/** Where the end quote stands, or beyond the text when there is none. */
function endOfText(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text.charCodeAt(end) !== 34) end += text.charCodeAt(end) === 92 ? 2 : 1
  return end
}

function isName(walk: Walk, next: number): boolean {
  const frame = walk.stack.at(-1)
  return frame !== undefined && !frame.array && colonFollows(walk.text, next)
}

function nameShown(name: string, walk: Walk): string {
  const frame = walk.stack.at(-1)
  if (frame !== undefined && walk.beyond === 0) frame.key = name
  return detected(name, walk)
}

function decode(token: string, whole: boolean): string {
  const inner = token.slice(1, whole ? -1 : undefined)
  if (!inner.includes('\\')) return inner
  try {
    const value: unknown = JSON.parse(`"${inner}"`)
    return typeof value === 'string' ? value : inner
  } catch {
    return inner
  }
}

function colonFollows(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === 58
}

function valueShown(value: string, walk: Walk): string {
  const fate = fateHere(walk, value)
  if (fate === 'show') return opened(value, walk)
  if (fate === 'path') return keep(maskPath(value, walk.mask), walk)
  if (value === '' || isHashed(value) || isMasked(value)) return value
  walk.masked.push(fate)
  return walk.mask(fate, value)
}

function fateHere(walk: Walk, value: string | number): Fate {
  const frame = walk.stack.at(-1)
  if (walk.beyond > 0) return 'value'
  return frame === undefined ? 'show' : fateOf(frame.zone, frame.key, value, walk.context)
}

/** A text that is itself an entry (a container log's `log` member) is masked as one. */
function opened(value: string, walk: Walk): string {
  if (!/^\s*\{\s*"/.test(value)) return detected(value, walk)
  if (walk.wraps > 0) return showInner(value, walk.mask, walk.masked, walk.wraps - 1)
  walk.masked.push('value')
  return walk.mask('value', value)
}

const detected = (value: string, walk: Walk): string => keep(maskText(value, walk.mask), walk)

function keep(shown: Shown, walk: Walk): string {
  for (const kind of shown.masked) walk.masked.push(kind)
  return shown.text
}

/** A number, a literal, or letters that broken JSON left without quotes. */
function bare(walk: Walk, at: number): number {
  const { text } = walk
  let end = at + 1
  while (end < text.length && isBare(text.charCodeAt(end))) end++
  const word = text.slice(at, end)
  walk.out.push(bareShown(word, walk))
  return end
}

const isBare = (code: number): boolean =>
  !isStructure(code) && code !== 34 && code !== 91 && code !== 93 && code !== 123 && code !== 125

function bareShown(word: string, walk: Walk): string {
  if (word === 'true' || word === 'false' || word === 'null') return word
  const number = /^-?\d/.test(word) ? Number(word) : Number.NaN
  const fate = Number.isNaN(number) ? (word.length > MAX_BARE ? 'value' : 'show') : fateHere(walk, number)
  if (fate === 'show' || fate === 'path') return detected(word, walk)
  walk.masked.push(fate)
  return JSON.stringify(walk.mask(fate, word))
}

/** Text that is no JSON: detectors, and whatever stands behind a secret-like name. */
function looseText(text: string, mask: Mask, masked: string[]): string {
  const shown = maskText(text, mask)
  for (const kind of shown.masked) masked.push(kind)
  return shown.text.replace(NAMED_VALUE, (whole: string, name: string, value: string) => {
    if (isHashed(value)) return whole
    masked.push('value')
    return name + mask('value', value)
  })
}
