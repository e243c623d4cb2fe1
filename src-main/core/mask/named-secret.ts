import { looksRandom, saysNothing } from './looks-random.ts'

/** Words for what people choose or type: whatever stands under such a name may be it, however plain. */
const CHOSEN = /^(?:passw(?:or)?ds?|pwd|passphrases?|passcodes?|pins?|otps?|senhas?)$/
/** Words for what a machine makes: what stands under such a name is it where it looks random. */
const MADE = /^(?:secrets?|tokens?|credentials?|authorization|cookies?|jwt|bearer|segredos?|credencia(?:l|is))$/
/** Pairs of words that mean the same; the first alone, or the second, means nothing. */
const MADE_PAIR =
  /(?:^| )(?:(?:api|access|private|secret|signing|encryption|master|shared|account|storage|license|webhook|auth|app|customer|network) keys?|key material|connection string|client assertion)(?: |$)/
/** Names written without capitals and lines between: `accesskey`, `userpassword`, `apikey`. */
const JOINED = /passw(?:or)?d|passphrase|secret|token|credential|(?:api|access|private)key/
const JOINED_CHOSEN = /passw(?:or)?d|passphrase/

/** Last words of names that tell about a secret and do not hold it. */
const ABOUT_LAST =
  /^(?:ids?|identifiers?|uid|uuid|guid|names?|arns?|paths?|uris?|urls?|types?|kinds?|versions?|status|states?|counts?|length|sizes?|expir\w*|creat\w*|updat\w*|chang\w*|issued|rotat\w*|reset|polic(?:y|ies)|scopes?|ttl|enabled|disabled|required|removed|used|uses|dates?|time|at|by|hints?|labels?|descriptions?|fingerprints?|hash|hashes|digest|checksum|thumbprint|age|algorithm|usage|providers?|engines?|groups?|roles?|users?|issuers?|audience|accessor|decision|reason|autoupdate|mode|method|protection|prefix|suffix|source|owner|rules?|format|index|limit|console|extraction|manager|service|operations?|result|serial|number|spec|info|metadata|key name|lifetime|validity|console|location|region)$/
/** Words anywhere in a name that make it one about a secret, or one of something public. */
const ABOUT_ANYWHERE =
  /(?:^| )(?:hashed|public|(?:next|page|continuation|pagination|request|idempotency) tokens?)(?: |$)/
/** The same of joined names. */
const ABOUT_JOINED =
  /(?:id|ids|identifier|name|arn|type|version|status|count|length|policy|url|hash|fingerprint|accessor)$/

/**
 * The kind to mask a value as that stands under the name of a secret: anything under the name of a password, but for states and dates;
 * under other such names what looks made by a machine. Undefined where it may be shown.
 */
export function namedSecret(name: string, value: string): string | undefined {
  const holds = heldUnder(name)
  if (holds === undefined || saysNothing(value)) return undefined
  return holds === 'chosen' || looksRandom(value) ? 'value' : undefined
}

/**
 * The same for a value below a path of names parted by dots, which may stand inside what is named like a secret (`password.value`), unless its own name says
 * that it only tells about one.
 */
export function secretBelow(path: string, value: string): string | undefined {
  if (isAbout(wordsOf(path.slice(path.lastIndexOf('.') + 1)))) return undefined
  return path.split('.').some((name) => namedSecret(name, value) !== undefined) ? 'value' : undefined
}

/** True for a name under which secrets stand. */
export const isSecretName = (name: string): boolean => heldUnder(name) !== undefined

const isAbout = (words: readonly string[]): boolean =>
  ABOUT_LAST.test(words.at(-1) ?? '') || ABOUT_ANYWHERE.test(words.join(' '))

/** What a name says that it holds: a secret that somebody chose, or that a machine made; undefined for neither. */
function heldUnder(name: string): 'chosen' | 'made' | undefined {
  const words = wordsOf(name)
  if (isAbout(words)) return undefined
  if (words.some((word) => CHOSEN.test(word))) return 'chosen'
  if (words.some((word) => MADE.test(word)) || MADE_PAIR.test(words.join(' '))) return 'made'
  const joined = words.find((word) => JOINED.test(word))
  if (joined === undefined || ABOUT_JOINED.test(joined)) return undefined
  return JOINED_CHOSEN.test(joined) ? 'chosen' : 'made'
}

/** The words of a name in lower case, numbers left out: `dbPassword2`, `db_password`, `Db-Password`. */
const wordsOf = (name: string): readonly string[] =>
  (name.slice(0, LONGEST_NAME).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\p{ASCII}]+/gu) ?? []).map((word) =>
    word.toLowerCase(),
  )

/** Longer texts are no names; what stands before decides. */
const LONGEST_NAME = 200
