import type { Detector } from './detectors.ts'

/** A value as a shell takes it, with its quotes; one that is masked or hidden already is none. */
const VALUE = String.raw`(?!["']?(?:\[masked:|\*))(?:"[^"]+|'[^']+|[^\s"'\\]+)`
/** What stands between a program and its flag; no line is longer here, so that every scan ends. Provisional. */
const ARGUMENTS = String.raw`\s(?:[^\r\n|]{0,512}?\s)?`
/** `-p` of these takes the password, attached: MySQL's and MariaDB's clients, 7-Zip (their manuals); sshpass takes it apart, too. */
const CLIENT = String.raw`(?<![\w-])(?:mysql[a-z_]{0,20}|mariadb(?:-[a-z]{1,20})?|7z[ar]{0,1})(?:\.exe)?`
/** Published ports (`-p 8080:80`) are no password, */
const NO_PORTS = String.raw`(?!\d{1,5}(?::\d{1,5}){1,3}(?:\s|$))`
/** nor is a word that begins with p, of which -p would be the first letter. */
const NO_PASSWORD = String.raw`${NO_PORTS}(?!(?:rint0?|ath|rune|erm|ort|id|rofile|roject|lain|review)(?:[\s=]|$))`

/** Flags that a password or token stands behind, as an argument of its own. */
const FLAGS = String.raw`(?:[a-z0-9]{1,20}-){0,3}(?:password|passwd|pwd|passphrase|pass|storepass|keypass|client-secret|secret-key|(?:access-|refresh-|api-|auth-)?token|api-key)`

/** Programs with the flag behind which they take a password, by their manuals; where it is attached only, no space is looked through. */
const taking: ReadonlyArray<{ readonly program: string; readonly flag: string }> = [
  { program: 'sshpass', flag: String.raw`-p\s{0,4}` },
  { program: String.raw`(?:docker|podman)\s{1,4}login`, flag: String.raw`-p\s{0,4}` },
  { program: String.raw`az\s{1,4}login`, flag: String.raw`-p\s{1,4}` },
  { program: 'redis-cli', flag: String.raw`-a\s{0,4}` },
  { program: 'ldap(?:search|modify|add|delete|passwd|whoami)', flag: String.raw`-w\s{0,4}` },
  { program: 'mongo(?:sh|dump|restore|export|import)?', flag: String.raw`-p\s{1,4}` },
  { program: String.raw`(?:plink|pscp|psftp|putty)(?:\.exe)?`, flag: String.raw`-pw\s{1,4}` },
  { program: String.raw`[Pp]s[Ee]xec(?:64)?(?:\.exe)?`, flag: String.raw`-p\s{1,4}` },
  { program: String.raw`(?:cmdkey|[xw]freerdp)(?:\.exe)?`, flag: String.raw`\/p(?:ass)?:` },
]

/** Programs that take a password by its place: behind the user, or from another program's output. */
const positional = [
  String.raw`((?<![\w-])(?:sqlplus|expdp|impdp)(?:\.exe)?(?:\s{1,4}-[a-z]{1,8}){0,4}\s{1,4}["']?(?:userid=)?[\w$#.-]{1,128}\/)(?!\[masked:|\*)[^\s@"'\\/]+`,
  // a sentence about a net user goes on; a command ends, or goes on with a switch
  String.raw`((?<![\w-])net1?(?:\.exe)?\s{1,4}user\s{1,4}[^\s\/"']{1,64}\s{1,4})(?!\/)${VALUE}(?=["']?(?:\s{0,4}(?:$|[\\"'&|;)])|\s{1,4}\/))`,
  String.raw`((?<![\w-])echo\s{1,4}(?:-[ne]{1,2}\s{1,4})?)${VALUE}(?=["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?passwd\s)`,
  String.raw`((?<![\w-])echo\s{1,4}["']?[\w.-]{1,64}:)(?!\[masked:|\*)[^\s"'\\|]+(?=["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?chpasswd)`,
]

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
  ...taking.map(({ program, flag }) => ({
    kind: 'password',
    shape: new RegExp(String.raw`((?<![\w-])${program}${ARGUMENTS}${flag})(?!-)${NO_PORTS}${VALUE}`, 'g'),
  })),
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
  ...positional.map((shape) => ({ kind: 'password', shape: new RegExp(shape, 'gi') })),
]
