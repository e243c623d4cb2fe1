import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { JobResult } from '../contract/events.ts'
import type { Verdict } from '../core/verify/check.ts'
import { FaultError } from '../contract/fault.ts'
import { openCase, type Session } from './session.ts'
import { cut } from './table.ts'
import { visible } from './visible.ts'
import { count, counted, duration, verdictWords } from './words.ts'

/** What the shipped sample is called. */
const GOOD = 'northmoor-vault-2025q1.zip'
const TAMPERED = 'northmoor-vault-2025q1-tampered.zip'
const SIGNER = 'northmoor-export.pem'
/** The read in the night that the sample holds among normal life. */
const QUERY = 'actor:deploy-bot kind:read target:"secret/data/production/db-password"'

interface Step {
  readonly step: string
  readonly seconds: number
  readonly summary: string
}

/** What one step found, and the verdict it had to have. */
interface Told {
  readonly summary: string
  readonly verdict?: Verdict
  readonly due?: Verdict
}

interface Scene {
  readonly session: Session
  readonly sample: string
  readonly casePath: string
  readonly tamperedCase: string
  readonly keyPath: string
  readonly certificatePath: string
  readonly packPath: string
}

export interface Demo {
  readonly case: string
  readonly pack: string
  readonly steps: readonly Step[]
  /** False where a verdict came out otherwise than the sample is made for. */
  readonly asExpected: boolean
  readonly files: readonly { readonly path: string; readonly what: string }[]
  readonly next: readonly string[]
}

function shipped(sample: string, name: string): string {
  const path = join(sample, name)
  if (existsSync(path)) return path
  throw new FaultError('file-missing', {
    message: `The sample ${name} that comes with Proofline is missing.`,
    file: path,
    remedy: 'Install the program again, or fetch resources/sample from its repository.',
  })
}

async function importOne(session: Session, casePath: string, path: string): Promise<JobResult<'import'>> {
  const engine = session.engine()
  await openCase(session, casePath, { make: true })
  const result = await engine.run('import.start', { places: [await engine.place(path, 'input')] })
  const [refused] = result.refused
  if (result.bundles.length === 0)
    throw new FaultError('malformed', {
      message: refused?.message ?? 'The sample could not be imported.',
      file: path,
    })
  return result
}

async function checkWithSigner({ session, sample }: Scene): Promise<JobResult<'verify'>> {
  const engine = session.engine()
  await engine.ask('trust.add', {
    place: await engine.place(shipped(sample, SIGNER), 'key'),
    who: 'Northmoor, as shipped with the sample',
    how: 'comes with Proofline; of a real client it would be read by phone or handed over in person',
  })
  return engine.run('verify.start', {})
}

const heldOf = (result: JobResult<'verify'>): string => {
  const proof = result.bundles.flatMap(({ checks }) => checks.filter(({ level }) => level === 'proof'))
  return `${count(proof.filter(({ verdict }) => verdict === 'verified').length)} of ${counted(proof.length, 'proof check')} held`
}

async function importGood(scene: Scene): Promise<Told> {
  const { bundles, case: name } = await importOne(scene.session, scene.casePath, shipped(scene.sample, GOOD))
  const [bundle] = bundles
  if (bundle === undefined) return { summary: 'nothing' }
  const lines = bundle.files.reduce((sum, file) => sum + file.lines, 0)
  return {
    summary:
      `${counted(lines, 'line')} = ${counted(bundle.records, 'record')} + ${count(bundle.paired)} paired + ` +
      `${counted(bundle.duplicates, 'duplicate')} + ${count(bundle.rejected)} rejected, ` +
      `${bundle.first ?? ''} to ${bundle.last ?? ''}, in the case ${name}`,
  }
}

async function verifyGood(scene: Scene): Promise<Told> {
  const result = await checkWithSigner(scene)
  const { verdict } = result
  const signer = verdict === 'verified' ? '; the signature is that of the key the client gave' : ''
  return { summary: `${verdictWords(verdict)}: ${heldOf(result)}${signer}`, verdict, due: 'verified' }
}

async function findRead({ session }: Scene): Promise<Told> {
  const engine = session.engine()
  const scope = { where: QUERY, offset: 0, limit: 500 }
  const { records, total } = await engine.ask('records.whole', scope)
  const facets = await engine.ask('facets', { where: QUERY, fields: ['ip'], limit: 1, rareFirst: true })
  const rare = facets.facets['ip']?.values[0]
  const odd = records.find(({ ip }) => rare !== undefined && ip === rare.value)
  if (odd === undefined) return { summary: `${counted(total, 'read')} of this secret by deploy-bot` }
  return {
    summary:
      `${odd.time}: ${visible(odd.actor ?? '')} read ${visible(odd.target ?? '')} from ${visible(odd.ip ?? '')}, ${odd.outcome}; ` +
      `of its ${counted(total, 'read')} of this secret ${counted(rare?.count ?? 0, 'came', 'came')} from that address ` +
      `(line ${count(odd.line)} of ${visible(odd.file)})`,
  }
}

async function verifyTampered(scene: Scene): Promise<Told> {
  const { session, sample, tamperedCase } = scene
  await importOne(session, tamperedCase, shipped(sample, TAMPERED))
  const result = await checkWithSigner(scene)
  const failures = result.bundles.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === 'failed'))
  const named = failures.map(({ file, line, kind, message }) => {
    const place = file === undefined ? '' : ` at ${visible(file)}${line === undefined ? '' : `, line ${count(line)}`}`
    return `\n      ${kind ?? 'failed'}${place}: ${cut(visible(message), 200)}`
  })
  const { verdict } = result
  const summary = `${verdictWords(verdict)}: ${counted(failures.length, 'finding')}${named.join('')}`
  return { summary, verdict, due: 'failed' }
}

/** The certificate alone, to be handed to whoever is to check packs. */
async function writeCertificate(keyPath: string, certificatePath: string): Promise<void> {
  const pem = await readFile(keyPath, 'latin1')
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]{1,20000}-----END CERTIFICATE-----/.exec(pem) ?? []
  if (certificate === undefined) throw new Error('a new key holds no certificate')
  const file = await open(certificatePath, 'wx', 0o644)
  await file.writeFile(`${certificate}\n`)
  await file.close()
}

async function sealPack({ session, casePath, keyPath, certificatePath, packPath }: Scene): Promise<Told> {
  const engine = session.engine()
  const key = await engine.place(keyPath, 'key')
  const { fingerprint } = await engine.ask('key.new', { place: key, name: 'Proofline demonstration' })
  await writeCertificate(keyPath, certificatePath)
  await openCase(session, casePath)
  const sealed = await engine.run('seal.start', {
    out: await engine.place(packPath, 'output'),
    reason: 'Demonstration: reads of the production database password',
    key,
    where: 'target:"secret/data/production/db-password"',
  })
  return {
    summary: `${counted(sealed.records, 'record')} in ${counted(sealed.files, 'file')}, signed by ${fingerprint.slice(0, 16)}…`,
  }
}

async function verifySealed({ session, packPath, certificatePath }: Scene): Promise<Told> {
  const engine = session.engine()
  const result = await engine.run('pack.verify.start', {
    place: await engine.place(packPath, 'input'),
    trust: [await engine.place(certificatePath, 'key')],
  })
  const held = result.files.filter(({ verdict }) => verdict === 'verified').length
  const { verdict, custody } = result
  return {
    summary:
      `${verdictWords(verdict)}: ${count(held)} of ${counted(result.files.length, 'file')} held, ` +
      `${counted(custody.entries, 'custody entry', 'custody entries')}: ${verdictWords(custody.verdict)}`,
    verdict,
    due: 'verified',
  }
}

const acts: readonly (readonly [string, (scene: Scene) => Promise<Told>])[] = [
  ['Import the sample of three months', importGood],
  ['Verify it', verifyGood],
  ['Look at who read the production database password', findRead],
  ['Verify the tampered copy of the same bundle', verifyTampered],
  ['Seal an evidence pack', sealPack],
  ['Verify the pack', verifySealed],
]

function sceneIn(session: Session, folder: string, sample: string): Scene {
  return {
    session,
    sample,
    casePath: join(folder, 'northmoor.proofline'),
    tamperedCase: join(folder, 'northmoor-tampered.proofline'),
    keyPath: join(folder, 'demo-key.pem'),
    certificatePath: join(folder, 'demo-certificate.pem'),
    packPath: join(folder, 'northmoor-evidence.asice'),
  }
}

/** Plays the demonstration in an empty folder; each step is told as soon as it is done. */
export async function tellDemo(session: Session, where: { folder: string; sample: string }): Promise<Demo> {
  const scene = sceneIn(session, where.folder, where.sample)
  const steps: Step[] = []
  let asExpected = true
  for (const [step, act] of acts) {
    const begun = performance.now()
    const { summary, verdict, due } = await act(scene)
    asExpected &&= verdict === due
    const seconds = Math.round(performance.now() - begun) / 1000
    steps.push({ step, seconds, summary })
    if (!session.json && !session.quiet)
      await session.out.write(`${steps.length}. ${step} (${duration(seconds)})\n   ${summary}\n`)
  }
  return { case: scene.casePath, pack: scene.packPath, steps, asExpected, ...whatNext(scene) }
}

/** The path as the reader would type it from here. */
function near(path: string): string {
  const short = relative('.', path)
  return short.startsWith('..') ? path : short
}

function whatNext(scene: Scene): Pick<Demo, 'files' | 'next'> {
  const { casePath, tamperedCase, keyPath, certificatePath, packPath } = scene
  return {
    files: [
      { path: near(casePath), what: 'the case: records, originals, checks, custody' },
      { path: near(tamperedCase), what: 'the case of the tampered copy' },
      { path: near(packPath), what: 'the evidence pack; VERIFY.txt in it says how to check it with stock tools' },
      { path: near(certificatePath), what: "the signer's certificate, for whoever checks the pack" },
      { path: near(keyPath), what: 'the signing key in clear, for this demonstration alone' },
    ],
    next: [
      `npx proofline verify ${near(tamperedCase)}`,
      `npx proofline events ${near(casePath)} --where '${QUERY}' --order -time --limit 10`,
      `npx proofline verify-pack ${near(packPath)} --trust ${near(certificatePath)}`,
      'npm start',
    ],
  }
}
