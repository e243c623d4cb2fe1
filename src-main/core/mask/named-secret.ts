/** Names under which secrets stand, as a whole name or a part of it. */
const SECRET_NAME =
  /passw|passphrase|secret|token|credential|private[-_]?key|api[-_]?key|access[-_]?key|authorization|cookie|connection[-_]?string|\bpin\b|\botp\b/i
/** Names that speak about a secret and do not hold it. */
const ABOUT_SECRET =
  /(?:id|ids|name|names|arn|path|uri|url|type|kind|version|status|state|count|length|expir\w*|created\w*|updated\w*|rotat\w*|policy|policies|scopes?|ttl|enabled|date|time|at|by|hint|label|description|fingerprint|hash|thumbprint|age|algorithm|usage|provider|engine|group|role|user|issuer|audience)$/i
const SHORTEST = 8
/** Bits a character from which a value does not look like a word. Provisional. */
const RANDOM_BITS = 3

/** The kind to mask a value as that stands under a secret-like name and looks like no word, name, path, address or number; else undefined. */
export function namedSecret(name: string, value: string): string | undefined {
  if (!SECRET_NAME.test(name) || ABOUT_SECRET.test(name)) return undefined
  return looksRandom(value) ? 'value' : undefined
}

function looksRandom(value: string): boolean {
  if (value.length < SHORTEST || /\s/.test(value)) return false
  if (/^(?:arn:|https?:\/\/|\/|true$|false$|\d{4}-\d\d-\d\d|hmac-sha256:|\[masked:|\*+$|HIDDEN_DUE)/i.test(value))
    return false
  return entropyBits(value) >= RANDOM_BITS || /[a-z].*[0-9]|[0-9].*[a-z]/i.test(value)
}

/** Shannon entropy in bits a character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>()
  for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
