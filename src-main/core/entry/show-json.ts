import type { Mask, Shown } from '../formats/format.ts'
import { looksRandom } from '../mask/looks-random.ts'
import { isMasked, maskText } from '../mask/mask-text.ts'

/** What becomes of one value: shown (detectors still apply), or masked: as a kind, or by a function of its own. */
export type Fate = { readonly is: 'show' } | { readonly is: 'mask'; readonly kind: string } | Masker
export interface Masker {
  readonly is: 'own'
  readonly show: (value: string, mask: Mask) => Shown
}

/** A value without a rule: shown, less what the detectors know. */
export const SHOW: Fate = { is: 'show' }
export const maskedAs = (kind: string): Fate => ({ is: 'mask', kind })

/**
 * What may be shown of an entry: a zone is a part of it (`top` outside, `inside` below a name), and decides with the name what
 * becomes of a text or number. Deeper than 64 levels everything is masked.
 */
export interface ShowPolicy<Zone> {
  readonly top: Zone
  /** The zone of an array or bare text at the very top. */
  readonly loose: Zone
  readonly inside: (zone: Zone, name: string) => Zone
  /** `label` is what the object says it is called (its member `name`, `key` or `displayName`, where it stands before), else ''. */
  readonly fate: (zone: Zone, name: string, value: string | number, label: string) => Fate
  /** Values that are shown although their fate is to be masked: masked at the source, by form. */
  readonly isHarmless?: (value: string) => boolean
}

/** The policy for one text: what the text says about itself may decide. */
export type PolicyOf<Zone> = (text: string) => ShowPolicy<Zone>

/** Deeper than this everything is masked: no entry nests so. */
const MAX_DEPTH = 64
/** How often an entry inside a text inside an entry (container logs) is opened. */
const MAX_WRAPS = 2

/** `name = value` in text that is no JSON; the name is none that stands in a replacement. A value behind a quote ends at the next one. */
const NAMED_VALUE =
  /(?<!\[masked:[a-z-]{0,24})((?:token|accessor|passw(?:or)?d|passphrase|secret|api[-_]?key|credential)[a-z_-]{0,20}["']?\s{0,4}[:=]\s{0,4})(?!["']?\[masked:)("[^"]+|'[^']+|[^\s"',;{}]+)/gi

interface Frame<Zone> {
  readonly zone: Zone
  readonly array: boolean
  /** In an object the name last read, in an array the name the array stands under. */
  key: string
  /** What the object says it is called, '' before it does. */
  label: string
}

const LABEL = /^(?:name|key|displayname)$/i

/** The state of one walk over the characters of an entry: what is masked is cut out, all else is copied as it stands. */
interface Walk<Zone> {
  readonly text: string
  readonly mask: Mask
  readonly masked: string[]
  readonly out: string[]
  readonly stack: Frame<Zone>[]
  readonly policy: ShowPolicy<Zone>
  readonly policyOf: PolicyOf<Zone>
  readonly wraps: number
  /** Containers open beyond MAX_DEPTH. */
  beyond: number
  /** A bare word was met: quotes may open where they should close, so nothing is known by its name any more. */
  broken: boolean
}

/** The line with everything masked that must not be shown, otherwise its own characters. Never throws; any text is allowed. */
export function showJson<Zone>(text: string, policyOf: PolicyOf<Zone>, mask: Mask): Shown {
  const masked: string[] = []
  return { text: showInner(text, { policyOf, mask, masked, wraps: MAX_WRAPS }), masked }
}

type How<Zone> = Pick<Walk<Zone>, 'policyOf' | 'mask' | 'masked' | 'wraps'>

function showInner<Zone>(text: string, how: How<Zone>): string {
  const policy = how.policyOf(text)
  const start = startOfJson(text)
  if (start < 0) return looseText(text, how, policy)
  const out = [looseText(text.slice(0, start), how, policy)]
  const walk: Walk<Zone> = { ...how, text, out, stack: [], policy, beyond: 0, broken: false }
  let at = start
  while (at < text.length) at = step(walk, at)
  return out.join('')
}

/** An entry is an object, behind whatever a collector put before it, or an array that is a whole entry; a replacement is no array. */
function startOfJson(text: string): number {
  return /^\s*\[\s*(?:["{]|\[(?!masked:))/.test(text) ? text.indexOf('[') : text.indexOf('{')
}

/** Copies or masks the token at `at` and answers where the next one begins. */
function step<Zone>(walk: Walk<Zone>, at: number): number {
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

function open<Zone>(walk: Walk<Zone>, array: boolean): void {
  const parent = walk.stack.at(-1)
  if (walk.stack.length >= MAX_DEPTH) walk.beyond++
  else if (parent === undefined)
    walk.stack.push({ zone: array ? walk.policy.loose : walk.policy.top, array, key: '', label: '' })
  else walk.stack.push({ zone: zoneInside(walk, parent), array, key: array ? parent.key : '', label: '' })
}

/** Members of an array stand where the array stands: its zone was entered already. */
const zoneInside = <Zone>({ policy }: Walk<Zone>, { array, zone, key }: Frame<Zone>): Zone =>
  array ? zone : policy.inside(zone, key)

function close<Zone>(walk: Walk<Zone>): void {
  if (walk.beyond > 0) walk.beyond--
  else walk.stack.pop()
}

/** A text token: a name when a colon follows inside an object, else a value. A missing end quote means a cut line. */
function quoted<Zone>(walk: Walk<Zone>, at: number): number {
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

function isName<Zone>(walk: Walk<Zone>, next: number): boolean {
  const frame = walk.stack.at(-1)
  return frame !== undefined && !frame.array && colonFollows(walk.text, next)
}

/** What follows is judged by the name as it is shown, so that it is judged alike when it is shown again. */
function nameShown<Zone>(name: string, walk: Walk<Zone>): string {
  const shown = detected(name, walk)
  noteName(shown, walk)
  return shown
}

function noteName<Zone>(shown: string, { stack, beyond }: Walk<Zone>): void {
  const frame = stack.at(-1)
  if (frame !== undefined && beyond === 0) frame.key = shown
}

function decode(token: string, whole: boolean): string {
  const inner = token.slice(1, whole ? -1 : undefined)
  if (!inner.includes('\\')) return inner
  try {
    return String(JSON.parse(`"${inner}"`))
  } catch {
    return inner
  }
}

function colonFollows(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === 58
}

function valueShown<Zone>(value: string, walk: Walk<Zone>): string {
  const fate = walk.broken && !NO_VALUE.test(value) ? VALUE : fateHere(walk, value)
  const shown = shownAs(fate, value, walk)
  noteLabel(walk, shown)
  return shown
}

function shownAs<Zone>(fate: Fate, value: string, walk: Walk<Zone>): string {
  if (fate.is === 'show') return opened(value, walk)
  if (fate.is === 'own') return keep(fate.show(value, walk.mask), walk)
  if (value === '' || walk.policy.isHarmless?.(value) === true || isMasked(value)) return value
  walk.masked.push(fate.kind)
  return walk.mask(fate.kind, value)
}

function noteLabel<Zone>({ stack, beyond }: Walk<Zone>, shown: string): void {
  const frame = stack.at(-1)
  if (beyond > 0 || frame === undefined || frame.array || isMasked(shown)) return
  if (LABEL.test(frame.key)) frame.label = shown
}

const VALUE = maskedAs('value')
/** What stands between values: quoted, where quotes changed sides. */
const NO_VALUE = /^[\s,:{}[\]]*$/

function fateHere<Zone>(walk: Walk<Zone>, value: string | number): Fate {
  const frame = walk.stack.at(-1)
  if (walk.beyond > 0) return VALUE
  return frame === undefined ? SHOW : walk.policy.fate(frame.zone, frame.key, value, frame.label)
}

/** A text that is itself an entry (a container log's `log` member) or a list of them is masked as one. */
function opened<Zone>(value: string, walk: Walk<Zone>): string {
  if (!/^\s*(?:\{\s*"|\[\s*\{\s*")/.test(value)) return detected(value, walk)
  if (walk.wraps > 0) return showInner(value, { ...walk, wraps: walk.wraps - 1 })
  walk.masked.push('value')
  return walk.mask('value', value)
}

const detected = <Zone>(value: string, walk: Walk<Zone>): string => keep(maskText(value, walk.mask), walk)

function keep<Zone>(shown: Shown, walk: Walk<Zone>): string {
  for (const kind of shown.masked) walk.masked.push(kind)
  return shown.text
}

/** A number, a literal, or letters that broken JSON left without quotes. */
function bare<Zone>(walk: Walk<Zone>, at: number): number {
  const { text } = walk
  let end = at + 1
  while (end < text.length && isBare(text.charCodeAt(end))) end++
  const word = text.slice(at, end)
  const shown = bareShown(word, walk)
  if (shown === word) walk.out.push(word)
  else {
    walk.out.push(JSON.stringify(shown))
    if (isName(walk, end)) noteName(shown, walk)
  }
  return end
}

const isBare = (code: number): boolean =>
  !isStructure(code) && code !== 34 && code !== 91 && code !== 93 && code !== 123 && code !== 125

/** What is neither number nor literal is masked: in a line whose quotes are broken, values stand bare. */
function bareShown<Zone>(word: string, walk: Walk<Zone>): string {
  if (word === 'true' || word === 'false' || word === 'null') return word
  const number = /^-?\d/.test(word) ? Number(word) : Number.NaN
  if (Number.isNaN(number)) walk.broken = true
  const fate = walk.broken ? VALUE : fateHere(walk, number)
  if (fate.is !== 'mask') return word
  walk.masked.push(fate.kind)
  return walk.mask(fate.kind, word)
}

/** A line of nothing but random characters: a piece of a key that was cut at its line ends. */
const UNBROKEN = /^\s*[A-Za-z0-9+/=_-]{20,}\s*$/

/** Text that is no JSON: detectors, and whatever stands behind a secret-like name. */
function looseText<Zone>(text: string, { mask, masked }: How<Zone>, { isHarmless }: ShowPolicy<Zone>): string {
  if (UNBROKEN.test(text) && looksRandom(text.trim())) {
    masked.push('value')
    return mask('value', text.trim())
  }
  const shown = maskText(text, mask)
  for (const kind of shown.masked) masked.push(kind)
  return shown.text.replace(NAMED_VALUE, (whole: string, name: string, given: string) => {
    const quote = /^["']/.exec(given)?.[0] ?? ''
    const value = given.slice(quote.length)
    if (isHarmless?.(value) === true) return whole
    masked.push('value')
    return name + quote + mask('value', value)
  })
}
