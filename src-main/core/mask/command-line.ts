import type { Detector } from './detectors.ts'

/** A value as a shell takes it, with its quotes; one that is masked or hidden already is none. */
const VALUE = String.raw`(?!["']?(?:\[masked:|\*))(?:"[^"]+|'[^']+|[^\s"'\\]+)`
/** What stands between a program and its flag; no line is longer here, so that every scan ends. Provisional. */
const ARGUMENTS = String.raw`\s(?:[^\r\n|]{0,512}?\s)?`
/** `-p` of these takes the password, attached: MySQL's and MariaDB's clients, 7-Zip (their manuals); sshpass takes it apart, too. */
const CLIENT = String.raw`(?<![\w-])(?:mysql[a-z_]{0,20}|mariadb(?:-[a-z]{1,20})?|7z[ar]{0,1})(?:\.exe)?`
/** Published ports (`-p8080:80`) and words that begin with p are no password. */
const NO_PASSWORD = String.raw`(?!\d{1,5}(?::\d{1,5}){1,3}(?:\s|$))(?!(?:rint0?|ath|rune|erm|ort|id|rofile|roject|lain|review)(?:[\s=]|$))`

/** Flags that a password or token stands behind, as an argument of its own. */
const FLAGS = String.raw`(?:[a-z0-9]{1,20}-){0,3}(?:password|passwd|pwd|passphrase|pass|storepass|keypass|client-secret|secret-key|(?:access-|refresh-|api-|auth-)?token|api-key)`

/** Passwords on command lines that stand inside a record; each is tied to its program or the name of its flag. */
export const commandLineDetectors: readonly Detector[] = [
  {
    kind: 'password',
    shape: new RegExp(
      String.raw`((?<![\w-])--?(?!(?:no|ask|skip|prompt|show|reset|change|generate)-)${FLAGS}\s{1,4})(?!-)${VALUE}`,
      'gi',
    ),
  },
  { kind: 'password', shape: new RegExp(String.raw`((?<![\w-])-pass(?:in|out)?\s{1,4}pass:)${VALUE}`, 'g') },
  { kind: 'password', shape: new RegExp(String.raw`(${CLIENT}${ARGUMENTS}-p)${NO_PASSWORD}${VALUE}`, 'g') },
  { kind: 'password', shape: new RegExp(String.raw`((?<![\w-])sshpass\s{1,4}-p\s{0,4})${VALUE}`, 'g') },
  {
    kind: 'password',
    shape: new RegExp(String.raw`((?<![\w-])(?:docker|podman)\s{1,4}login${ARGUMENTS}-p\s{0,4})${VALUE}`, 'g'),
  },
  { kind: 'password', shape: new RegExp(String.raw`((?<![\w-])redis-cli${ARGUMENTS}-a\s{0,4})${VALUE}`, 'g') },
  {
    kind: 'password',
    shape: new RegExp(
      String.raw`((?<![\w-])ldap(?:search|modify|add|delete|passwd|whoami)${ARGUMENTS}-w\s{0,4})${VALUE}`,
      'g',
    ),
  },
  // the user before it tells what -p is where the program is not named
  {
    kind: 'password',
    shape: new RegExp(
      String.raw`((?<![^\s"'])-u\s?[^\s"'-][^\s"']{0,128}\s-p)(?!\d+(?:\s|$))${NO_PASSWORD}${VALUE}`,
      'g',
    ),
  },
  {
    kind: 'password',
    shape: new RegExp(
      String.raw`((?<![\w-])curl(?:\.exe)?${ARGUMENTS}(?:-[uU]\s{0,4}|--(?:proxy-)?user[\s=]\s{0,4})["']?[^\s:"'\\]{1,128}:)(?!\[masked:|\*)[^\s"'\\]+`,
      'g',
    ),
  },
]
