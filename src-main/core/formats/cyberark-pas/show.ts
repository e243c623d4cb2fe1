import { groupOf } from '../../entry/group-of.ts'
import { isMasked, maskText } from '../../mask/mask-text.ts'
import type { Mask, Shown } from '../format.ts'

/** Keys of the shipped translators; whatever else looks like a key inside a hidden value is part of that value. */
const CEF_KEY =
  /\s(act|suser|fname|dvc|shost|dhost|duser|externalId|app|reason|cs[1-5]Label|cs[1-5]|cn[12]Label|cn[12]|msg)=/g
const LEEF_KEY =
  /\t ?(Action|EventMessage|OSUser|usrName|src|SourceUser|TargetUser|File|Safe|Location|Category|RequestId|Reason|ExtraDetails|GatewayStation|CAPolicy|shost|dhost|duser|externalId|app|reason)=/g
/** Of CEF the reason in its three places and `Other info`; of LEEF the reason and the details. */
const HIDDEN_KEY = /^(?:reason|msg|cs5|cn2|ExtraDetails)$/i
const HIDDEN_ELEMENT = /<(Reason|ExtraDetails|PvwaDetails|UserReason)>/g

/** A line in CEF, LEEF or XML as it may be shown; undefined where it is in none of them. Never throws. */
export function showLine(text: string, mask: Mask): Shown | undefined {
  const form = /CEF:\d|LEEF:\d|<audit_record>|\{/.exec(text)?.[0]
  if (form === undefined || form === '{') return undefined
  const hidden = form.startsWith('<') ? inElements(text) : behindKeys(text, form.startsWith('CEF') ? CEF_KEY : LEEF_KEY)
  const masked: string[] = []
  const out: string[] = []
  let at = 0
  for (const { from, to } of hidden) {
    const value = text.slice(from, to)
    const { plain, start, end } = unquoted(value)
    out.push(text.slice(at, from))
    if (plain === '' || isMasked(plain)) out.push(value)
    else {
      masked.push('reason')
      out.push(value.slice(0, start), mask('reason', plain), value.slice(end))
    }
    at = to
  }
  const rest = maskText(out.join('') + text.slice(at), mask)
  return { text: rest.text, masked: [...masked, ...rest.masked] }
}

/** The value without the blanks and the quote at each end, and where it stands in the whole. */
function unquoted(value: string): { readonly plain: string; readonly start: number; readonly end: number } {
  let start = value.length - value.trimStart().length
  let end = Math.max(start, value.trimEnd().length)
  if (value[start] === '"' && start < end) start++
  if (value[end - 1] === '"' && start < end) end--
  return { plain: value.slice(start, end), start, end }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** From the element's start to its end, to the end of the text where it has none. */
function inElements(text: string): Span[] {
  const spans: Span[] = []
  let past = 0
  for (const opens of text.matchAll(HIDDEN_ELEMENT)) {
    if (opens.index < past) continue
    const from = opens.index + opens[0].length
    const close = text.indexOf(`</${opens[1]}>`, from)
    past = close < 0 ? text.length : close
    spans.push({ from, to: past })
  }
  return spans
}

/** To the next key; where a key stands twice one of them may be typed, and all that follows is hidden. */
function behindKeys(text: string, key: RegExp): Span[] {
  const keys = [...text.matchAll(key)]
  const twice = new Set(keys.map(([, name]) => name)).size < keys.length
  let past = 0
  return keys.flatMap((match, at) => {
    if (match.index < past || !HIDDEN_KEY.test(groupOf(match, 1))) return []
    past = (twice ? undefined : keys[at + 1]?.index) ?? text.length
    return [{ from: match.index + match[0].length, to: past }]
  })
}
