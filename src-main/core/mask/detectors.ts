import { commandLineDetectors } from './command-line.ts'

/** One shape of value that does not belong in a log, with the `kind` that its replacement names. */
export interface Detector {
  readonly kind: string
  /** Global; group 1, where there is one, is kept and only what follows it is replaced. */
  readonly shape: RegExp
}

/**
 * The shapes, each a linear-time expression: every start is tied to a literal and every scan ends at the first
 * character outside its class, or is consumed. Sources: the vendors' own descriptions of their token formats.
 */
export const detectors: readonly Detector[] = [
  {
    kind: 'private-key',
    shape:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'vault-token', shape: /hv[sbr]\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9]{3,8}\b)?/g },
  { kind: 'vault-token', shape: /(?<![A-Za-z0-9_.-])s\.[A-Za-z0-9]{24,}(?:\.[A-Za-z0-9]{5}\b)?/g },
  { kind: 'vault-token', shape: /(?<![A-Za-z0-9_.-])b\.[A-Za-z0-9_-]{24,}/g },
  // a JWS of three parts (RFC 7515), or a JWE of five of which the second may be empty (RFC 7516)
  {
    kind: 'jwt',
    shape:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.(?:[A-Za-z0-9_-]{10,}|\.[A-Za-z0-9_-]{10,})(?:\.[A-Za-z0-9_-]*){0,3}/g,
  },
  // an access key id (AKIA…, ASIA…) names a credential and is none; the secret key has no mark of its own but its name
  {
    kind: 'aws-secret-key',
    shape:
      /((?:[sS]ecret_?[aA]ccess_?[kK]ey|SECRET_?ACCESS_?KEY)(?:["']?\s{0,4}[:=]\s{0,4}["']?|\s{1,4}["']?))[A-Za-z0-9+/]{40,}/g,
  },
  {
    kind: 'aws-session-token',
    shape: /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|AQoDYXdz)[A-Za-z0-9+/=]{12,}/g,
  },
  { kind: 'github-token', shape: /(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})/g },
  { kind: 'slack-token', shape: /(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}/g },
  { kind: 'slack-token', shape: /(hooks\.slack\.com\/(?:services|workflows)\/)[A-Za-z0-9/]{20,}/g },
  { kind: 'stripe-key', shape: /(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/g },
  { kind: 'gcp-key', shape: /AIza[A-Za-z0-9_-]{35}/g },
  { kind: 'gcp-token', shape: /ya29\.[A-Za-z0-9_-]{20,}/g },
  { kind: 'gcp-token', shape: /(?<![A-Za-z0-9])1\/\/0[A-Za-z0-9_-]{30,}/g },
  { kind: 'gcp-secret', shape: /GOCSPX-[A-Za-z0-9_-]{20,}/g },
  { kind: 'gitlab-token', shape: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|soat)-[A-Za-z0-9_-]{20,}/g },
  { kind: 'registry-token', shape: /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36,}|dckr_pat_[A-Za-z0-9_-]{20,})/g },
  { kind: 'sas-signature', shape: /([?&;]sig=)[A-Za-z0-9%+/=_-]{8,512}/g },
  { kind: 'azure-key', shape: /(\b(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/=]{20,512}/g },
  {
    kind: 'azure-secret',
    shape: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/g,
  },
  // up to the last @, since a password may hold one, and a slash too where no port stands (RFC 3986 wants both escaped)
  {
    kind: 'url-password',
    shape:
      /(:\/\/[^\s/:@"'<>[]{0,256}:)(?!\[masked:[a-z-]{1,24}:[0-9a-f]{8}\]@|\d{0,5}(?:[/?#]|$))[^\s"'<>]{1,1024}(?=@)/g,
  },
  {
    kind: 'url-password',
    shape: /(jdbc:oracle:[a-z0-9]{1,8}:[^\s/:@"'<>[]{1,128}\/)(?!\[masked:)[^\s@"'<>]{1,256}(?=@)/g,
  },
  // in a query string, on a command line, in a sentence; what is hashed, empty or hidden already stays
  {
    kind: 'password',
    shape:
      /((?<![a-z0-9])(?:password|passwd|pwd|passphrase|senha|client_?secret|secret_?key|(?:access|refresh|client)_?token|api_?key)=)(?!["']?(?:\[masked:|hmac-|\*|null\b|true\b|false\b))(?:"[^"]+|'[^']+|[^\s&;,#"'<>()[\]{}\\]+)/gi,
  },
  // variables of an environment: PGPASSWORD, VAULT_TOKEN, BECOME_PASS
  {
    kind: 'password',
    shape:
      /((?<![A-Za-z0-9])[A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PASSPHRASE|_PASS|_PWD|TOKEN|SECRET)=)(?!["']?(?:\[masked:|hmac-|\*))(?:"[^"]+|'[^']+|[^\s&;,#"'<>()[\]{}\\]+)/g,
  },
  // of a query or a flag; a word before it (next_token, page-token) may be no secret
  {
    kind: 'password',
    shape:
      /((?<=[?&;]|(?<![\w-])--?)(?:secret|token|auth[_-]token|id[_-]token)=)(?!["']?(?:\[masked:|hmac-|\*))(?:"[^"]+|'[^']+|[^\s&;,#"'<>()[\]{}\\]+)/gi,
  },
  // in a sentence, where it cannot be a word
  {
    kind: 'password',
    shape:
      /((?<![a-z0-9])(?:password|passwd|passphrase|senha):\s{1,4})(?!["']?(?:\[masked:|hmac-|\*))(?=["']?[^\s"'\\]{0,64}[\d!@#$%^&+])(?:"[^"]+|'[^']+|[^\s,;"'<>()[\]{}\\]+)/gi,
  },
  {
    kind: 'token',
    shape: /((?<![\w.?&;-])token=)(?!\[masked:|hmac-|\*)(?=[A-Za-z_.~+/-]{0,64}\d)[A-Za-z0-9_.~+/=-]{12,}/gi,
  },
  // JSON inside a text, escaped or not
  {
    kind: 'password',
    shape:
      /((?<![a-z0-9])(?:password|passwd|passphrase|client_?secret|secret_?key|access_?token|refresh_?token)\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}")(?!\[masked:|hmac-|\*)[^"\\]+/gi,
  },
  { kind: 'token', shape: /(\bx-[a-z-]{1,30}-(?:token|key):\s{0,4})(?!\[masked:|hmac-|\*)[^\s"'\\,;]+/gi },
  { kind: 'password', shape: /(\bidentified\s{1,4}by\s{1,4})(?!["']?(?:\[masked:|\*))(?:"[^"]+|'[^']+)/gi },
  ...commandLineDetectors,
  { kind: 'token', shape: /(\bauthorization["']?\s?[:=]\s?["']?bearer\s{1,4})[A-Za-z0-9._~+/=-]{8,}/gi },
  { kind: 'token', shape: /(\bbearer\s{1,4})(?=[A-Za-z._~+/-]{0,64}\d)[A-Za-z0-9._~+/=-]{16,}/gi },
  { kind: 'basic-credential', shape: /(\bauthorization["']?\s?[:=]\s?["']?basic\s)[a-z0-9+/]{4,1024}={0,2}/gi },
]

/** True when one of the detectors may match: one pass over the literals they hang on. */
export const mayHoldSecret = (text: string): boolean => hint.test(text)

const hint =
  /:\/\/|eyJ|hv[sbr]\.|[sb]\.[A-Za-z0-9_-]|BEGIN |[aA]ccess_?[kK]ey|ACCESS_?KEY|IQoJ|F[wQ]oG|AQoD|gh[pousr]_|github_pat_|xox[abeoprs]-|xapp-|slack\.com|_live_|_test_|whsec_|AIza|ya29\.|1\/\/0|GOCSPX-|gl[a-z]{2,4}-|npm_|dckr_pat_|jdbc:oracle:|[bB]earer |BEARER |sig=|AccessKey=|AccountKey=|[78]Q~|=(?<=(?:ord|ORD|enha|ENHA|wd|WD|rase|RASE|ecret|ECRET|oken|OKEN|ey|EY|_PASS)=)|(?:ord|wd|rase|ecret|ey|oken)\\{0,3}"\s{0,4}:|(?:ord|ORD|wd|WD|rase|RASE|enha|ENHA): |-(?:[tT]oken|[kK]ey):|[iI](?:dentified|DENTIFIED) |[bB]asic |(?:^|[\s"'])--?[a-zA-Z]|\/p(?:ass)?:|[sS][qQ][lL][pP][lL][uU][sS]|[eiEI][xmXM][pP][dD][pP] |[nN][eE][tT]1?(?:\.[a-zA-Z]{3})? {1,4}[uU][sS][eE][rR] |passwd/
