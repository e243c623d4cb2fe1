/** Shortest stretch that no words explain for a value to look made by a machine. Provisional: keys have 16 characters and more. */
const UNEXPLAINED = 8
/** Bits a character of such a stretch: `aaaaaaa1` has less. Provisional. */
const BITS = 2
/** Letters alone are words as long as so many of them are vowels. Provisional: English and Portuguese have 0.35 and more. */
const VOWELS = 0.2

/** Values that say how a secret is dealt with, that something else has hidden it, or when: shown under any name. */
const NOTHING =
  /^(?:|true|false|yes|no|null|nil|none|n\/a|unknown|enabled|disabled|required|optional|changed|updated|expired|valid|invalid|set|unset|empty|hidden|removed|redacted|\[redacted\]|active|inactive|success|failure|[*•.-]+|x{4,}|<[A-Za-z_ -]{1,60}>|HIDDEN_DUE_[A-Z_]{1,60}|\[masked:[a-z-]{1,24}:[0-9a-f]{8}\]|hmac-sha256:[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:[T ][0-9:.,]{5,20}(?: ?Z| ?[+-]\d\d:?\d\d)?)?)$/i

/** True for a value that is no secret, under whatever name it stands: a state, a date, a replacement. */
export const saysNothing = (value: string): boolean => NOTHING.test(value)

/** Forms of what is known by its form to be no secret: numbers, UUIDs, names of cloud resources and their keys, addresses, hashes that say so. */
const HARMLESS: readonly RegExp[] = [
  /^-?\d{1,20}(?:\.\d{1,20})?$/,
  /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i,
  /^arn:aws[a-z-]{0,10}:[\w:/.*+=,@-]+$/i,
  /^(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|APKA)[A-Z0-9]{12,28}$/,
  /^[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+){1,8}$/i,
  /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?$/i,
  /^(?:hmac-)?(?:sha-?(?:1|256|384|512)|md5):[\w+/=:-]+$/i,
  /^(?:[0-9a-f]{2}:){7,63}[0-9a-f]{2}$/i,
  /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/,
]

/** The word before a credential in an Authorization header (RFC 9110, section 11.4). */
const SCHEME = /^(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256)\s+\S/i

/** True for a value that looks made by a machine: in some part of it there is more than words, short numbers and known forms explain. */
export function looksRandom(value: string): boolean {
  if (SCHEME.test(value)) return true
  return value.split(/\s+/).some((part) => !HARMLESS.some((form) => form.test(part)) && unexplained(part))
}

function unexplained(part: string): boolean {
  const odd = part.split(/[-_./:@,;|=&?#(){}[\]"'<>]+/).filter((segment) => !isWord(segment))
  const rest = odd.join('')
  return rest.length >= UNEXPLAINED && entropyBits(rest) >= BITS
}

/** Words in any of the usual cases, with a short number behind, or a number. */
function isWord(segment: string): boolean {
  if (/^\d{0,20}$/.test(segment)) return true
  if (!/^(?:[a-z]+|[A-Z]+|[A-Z]{0,4}[a-z]+(?:[A-Z]{1,4}[a-z]+)*[A-Z]{0,4})\d{0,4}$/.test(segment)) return false
  const letters = segment.replace(/\d+$/, '')
  const humps = [...letters.matchAll(/[A-Z]+|[a-z]+/g)].length
  return letters.length < UNEXPLAINED || (humps * 2 <= letters.length && vowelShare(letters) >= VOWELS)
}

const vowelShare = (letters: string): number => (letters.match(/[aeiouy]/gi)?.length ?? 0) / letters.length

/** Shannon entropy in bits a character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>()
  for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
