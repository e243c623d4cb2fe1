import { oneLine } from './bag.ts'
import { paths } from './names.ts'

/** What the text must name; times RFC 3339 UTC, `root` the file to trust where the signer has an issuer. */
export interface VerifyAsk {
  readonly packName: string
  readonly signerName: string
  readonly fingerprint: string
  readonly selfIssued: boolean
  readonly sealedAt: string
}

/** The commands of each step; every line runs in plain `sh`, inside an empty folder beside the pack. */
export interface VerifyStep {
  readonly title: string
  readonly commands: readonly string[]
  readonly expect: string
}

/** The steps by which anybody verifies a pack with openssl, sha256sum and unzip; `attime` for a certificate that ended. */
export function verifySteps({ selfIssued, sealedAt }: VerifyAsk): {
  readonly steps: readonly VerifyStep[]
  readonly attime: VerifyStep
} {
  const root = selfIssued ? paths.chain : '../ROOT.pem'
  const first = (more: string): string =>
    `openssl cms -verify -cades -binary -inform DER -in ${paths.signature} -content ${paths.asicManifest} ` +
    `-CAfile ${root} -purpose any${more} -signer ../signer.pem -out /dev/null`
  const listed =
    `{ find . ! -type d ! -path './META-INF/*' ! -path ./mimetype ! -path ./${paths.tagManifest} | cut -c3-; ` +
    `cut -c67- ${paths.manifest} ${paths.tagManifest}; } | LC_ALL=C sort | uniq -u`
  return {
    steps: [
      {
        title: 'the signature, and who signed',
        commands: [first(''), 'openssl x509 -in ../signer.pem -noout -subject -fingerprint -sha256'],
        expect:
          'The first prints "CAdES Verification successful". The second prints the SHA-256 fingerprint of the signer: it must be the one above, and that one must be known to you by another way (phone, letter, web page).',
      },
      {
        title: 'the bag manifest is the signed one',
        commands: [
          `grep -cF "$(openssl dgst -sha256 -binary ${paths.tagManifest} | openssl base64)" ${paths.asicManifest}`,
        ],
        expect: 'It prints 1.',
      },
      {
        title: 'every file is as it was sealed',
        commands: [`sha256sum -c --strict --quiet ${paths.tagManifest} ${paths.manifest}`],
        expect: 'It prints nothing and ends with 0. On macOS: shasum -a 256 -c.',
      },
      { title: 'nothing was added, nothing is missing', commands: [listed], expect: 'It prints nothing.' },
    ],
    attime: {
      title: 'once the certificate of the signer has ended',
      commands: [first(` -attime ${Math.floor(Date.parse(sealedAt) / 1000)}`)],
      expect:
        'In place of the first command of step 1: it judges the certificate at the signing time, which is claimed only.',
    },
  }
}

/** `VERIFY.txt`: commands stand alone on lines that begin with four blanks, everything else is for people. */
export function verifyText(ask: VerifyAsk): string {
  const { steps, attime } = verifySteps(ask)
  const step = ({ title, commands, expect }: VerifyStep, name: string): string =>
    `${name}: ${title}\n\n${commands.map((command) => `    ${command}\n`).join('')}\n${wrapped(expect)}\n\n`
  const root = ask.selfIssued
    ? `The certificate is self-issued, no authority vouches for it: it is trusted by its fingerprint alone.`
    : `ROOT.pem is the certificate of the authority that you trust; put it beside the pack.`
  const opening = `mkdir p && cd p && unzip -q ../${shellWord(ask.packName)}`
  return (
    `HOW TO VERIFY THIS PACK WITHOUT PROOFLINE\n\n` +
    `${wrapped('Needed: unzip, openssl 3, sha256sum (Debian, Ubuntu, Fedora, WSL, Git for Windows, macOS with Homebrew). No network.')}\n\n` +
    `Signed by: ${oneLine(ask.signerName)}\nCertificate SHA-256: ${ask.fingerprint}\nas openssl prints it: ${colons(ask.fingerprint)}\nSigned at: ${ask.sealedAt} (claimed by the signer's own clock, not proved by a time-stamp)\n\n` +
    `${wrapped(root)}\n\n` +
    `Step 0: extract into an empty folder; that folder is a BagIt 1.0 bag\n\n    ${opening}\n\n` +
    steps.map((one, index) => step(one, `Step ${index + 1}`)).join('') +
    step(attime, 'Later') +
    `What is where\n\n` +
    wrapped(
      'data/evidence.xlsx is the workbook; data/tables/*.csv hold the same rows, one file a sheet. data/report.json has every verdict for machines. data/chain-of-custody.jsonl is the log of the case, each entry hashed with the one before (SHA-256 of the RFC 8785 text without "hash"). data/source-sha256.txt has the SHA-256 of every imported original as received: compare with the files you hold.',
    ) +
    `\n\n` +
    wrapped(
      "In the CSV files a cell that begins with = + - @ TAB CR LF NUL or ' has one ' put before it, so that no spreadsheet runs it as a formula. To get the text back, remove exactly one leading '. In the workbook log text is always text and has no such sign; characters that XML cannot hold are written _xHHHH_.",
    ) +
    `\n\n` +
    wrapped(
      'The originals are not in this pack. Values that must not be shown are masked as [masked:kind:digits] in every file.',
    ) +
    `\n`
  )
}

/** A word that a shell takes as it stands. */
function shellWord(text: string): string {
  const line = oneLine(text)
  return /^[A-Za-z0-9._-]+$/.test(line) ? line : `'${line.replaceAll("'", String.raw`'\''`)}'`
}

/** Lines of at most 78 characters; a word is never broken. */
function wrapped(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length >= 78) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}

function colons(hex: string): string {
  return hex.toUpperCase().replaceAll(/..(?=.)/g, '$&:')
}
