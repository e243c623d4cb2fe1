import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Ask, Handlers } from '../contract/calls.ts'
import { FaultError } from '../contract/fault.ts'
import { formatOfProfile, knownFormats } from './known-formats.ts'
import { openMapping } from './mapping/open-mapping.ts'
import { previewMapping } from './mapping/preview-mapping.ts'
import { readProfileFile, wholeProfile, writeProfileFile } from './profile-file.ts'
import { isZone, readRange } from '../core/record/zone.ts'
import { newIdentity, readIdentity, showIdentity } from './crypto/keys.ts'
import { bundleLedger } from './query/bundle-ledger.ts'
import { caseHead } from './query/case-head.ts'
import { completeness } from './query/completeness.ts'
import { custodyPage } from './query/custody-page.ts'
import { facets } from './query/facets.ts'
import { histogram } from './query/histogram.ts'
import { overview } from './query/overview.ts'
import { packsList } from './query/packs-list.ts'
import { recordGet } from './query/record-get.ts'
import { recordsPage } from './query/records-page.ts'
import { recordsRank } from './query/records-rank.ts'
import { recordsWhole } from './query/records-whole.ts'
import { exportRejected } from './export/export-rejected.ts'
import { rejectionsPage } from './query/rejections-page.ts'
import { sealPreview } from './query/seal-preview.ts'
import { trustList } from './query/trust-list.ts'
import { valuesComplete } from './query/values-complete.ts'
import { verifyLinks } from './query/verify-links.ts'
import { verifyState } from './query/verify-state.ts'
import { verifyStrip } from './query/verify-strip.ts'
import { recogniseInputs } from './recognise-inputs.ts'
import type { Session } from './session.ts'
import { trustInFiles } from './trust-files.ts'
import { describeCase } from './store/describe-case.ts'
import { createCase } from './store/open-case.ts'
import { addTrusted, removeTrusted } from './store/trusted-keys.ts'
import { readKeyFile, writeKeyFile } from './key-file.ts'

/** Contract call -> query, small change or job; the compiler asks for every one. */
export function handlersOf(session: Session): Handlers {
  return {
    ...caseHandlers(session),
    ...jobHandlers(session),
    ...questionHandlers(session),
    ...mappingHandlers(session),
    ...keyHandlers(session),
  }
}

type Some<P extends string> = Pick<Handlers, Extract<keyof Handlers, P>>

function caseHandlers(session: Session): Some<'place.add' | `case.${string}` | 'formats.list'> {
  const head = () => caseHead(session.case, session.notes)
  return {
    'place.add': ({ path, place }) => session.places.add(path, place),
    'case.create': async ({ place, title, auditor, organisation, period, zone }) => {
      const path = session.places.path(place)
      checkZone(zone)
      checkPeriod(period, zone)
      createCase(path, { title, auditor, organisation, zone, from: period.from ?? '', to: period.to ?? '' })
      await session.open(path, false)
      return head()
    },
    'case.open': async ({ place, make, readOnly }) => {
      const path = session.places.path(place)
      if (make && !statSync(path, { throwIfNoEntry: false })) createCase(path, {})
      await session.open(path, readOnly)
      return head()
    },
    'case.close': async () => {
      await session.close()
      return {}
    },
    'case.head': () => (session.isOpen ? head() : null),
    'case.describe': async (ask) => {
      if (ask.zone !== undefined) checkZone(ask.zone)
      if (ask.period !== undefined) checkPeriod(ask.period, ask.zone ?? head().zone)
      await session.write((db) => describeCase(db, ask), ['head', 'checks'])
      return head()
    },
    'formats.list': () => ({
      formats: formatsOf(session).map(({ id, title, integrity, blindSpots, profile }) => ({
        id,
        title,
        kind: profile === undefined ? 'code' : 'profile',
        integrity: [...integrity],
        blindSpots: [...blindSpots],
      })),
    }),
  }
}

function jobHandlers(session: Session): Some<`${string}.start` | 'job.cancel'> {
  const path = (place: string): string => session.places.path(place)
  const paths = (places: readonly string[]): string[] => places.map(path)
  return {
    'import.start': (ask) => ({ job: startImport(session, ask) }),
    'inspect.start': ({ places }) => ({ job: session.startFreeJob('inspect', { paths: paths(places) }) }),
    'verify.start': ({ bundle, trust, secrets, chainRules }) => ({
      job: session.startCaseJob('verify', {
        bundle,
        trust: paths(trust),
        secrets: paths(secrets),
        chainRules: paths(chainRules),
      }),
    }),
    'compare.start': (ask) => ({ job: session.startCaseJob('compare', ask) }),
    'clock.start': () => ({ job: session.startCaseJob('clock', {}) }),
    'seal.start': ({ out, key, ...ask }) => ({
      job: session.startCaseJob('seal', { ...ask, out: path(out), key: path(key) }),
    }),
    'scrub.start': (ask) => {
      checkScrub(ask)
      return { job: session.startCaseJob('scrub', ask) }
    },
    'pack.verify.start': ({ place, trust }) => {
      const keys = session.isOpen ? session.case.path : undefined
      return { job: session.startFreeJob('pack-verify', { pack: path(place), trust: paths(trust), casePath: keys }) }
    },
    'bundle.make.start': ({ places, out, key, ...ask }) => ({
      job: session.startFreeJob('bundle-make', {
        ...ask,
        inputs: paths(places),
        out: path(out),
        ...(key !== undefined && { key: path(key) }),
      }),
    }),
    'job.cancel': ({ job }) => {
      session.jobs.cancel(job)
      return {}
    },
  }
}

function startImport(
  session: Session,
  { places, profile, profileText, chainRules, ...ask }: Ask<'import.start'>,
): number {
  if (ask.sourceZone !== undefined) checkZone(ask.sourceZone)
  if (ask.format !== undefined) checkFormat(session, ask.format)
  const path = (place: string): string => session.places.path(place)
  return session.startCaseJob('import', {
    ...ask,
    paths: places.map(path),
    chainRules: chainRules.map(path),
    ...profileOf(profile === undefined ? undefined : path(profile), profileText),
  })
}

type Question =
  | 'overview'
  | `verify.${'state' | 'links' | 'strip'}`
  | 'completeness'
  | 'bundle.ledger'
  | `rejections.${string}`
  | `records.${string}`
  | 'record.get'
  | 'histogram'
  | 'facets'
  | 'values.complete'
  | 'custody.page'
  | 'seal.preview'
  | 'packs.list'
  | 'trust.list'
  | 'input.recognise'

function questionHandlers(session: Session): Some<Question> {
  const db = () => session.case.db
  return {
    overview: () => overview(session.asking(), caseHead(session.case, session.notes)),
    completeness: (ask) => completeness(session.asking(), ask, caseHead(session.case, session.notes)),
    'verify.state': () => verifyState(db()),
    'verify.links': (ask) => verifyLinks(db(), ask),
    'verify.strip': (ask) => verifyStrip(db(), ask),
    'bundle.ledger': ({ bundle }) => bundleLedger(db(), bundle),
    'rejections.page': (ask) => rejectionsPage(db(), ask),
    'rejections.export': async ({ bundle, place }) => {
      const path = session.places.path(place)
      const act = { ...(bundle !== undefined && { bundle }), name: basename(path) }
      await session.note('originals-export-started', act)
      const exported = await exportRejected(db(), path, bundle)
      await session.note('originals-exported', { ...act, ...exported })
      return exported
    },
    'records.page': (ask) => recordsPage(session.asking(), ask),
    'records.whole': (ask) => recordsWhole(session.asking(), ask),
    'records.rank': (ask) => recordsRank(session.asking(), ask),
    'record.get': ({ id }) => recordGet(session.asking(), id),
    histogram: (ask) => histogram(session.asking(), ask),
    facets: (ask) => facets(session.asking(), ask),
    'values.complete': (ask) => valuesComplete(session.asking(), ask),
    'custody.page': (ask) => custodyPage(db(), ask),
    'seal.preview': (ask) => sealPreview(session.asking(), ask, caseHead(session.case, session.notes)),
    'packs.list': () => packsList(db()),
    'trust.list': () => trustList(db()),
    'input.recognise': ({ places, preview }) =>
      recogniseInputs(
        places.map((place) => ({ place, path: session.places.path(place) })),
        { preview, formats: formatsOf(session) },
      ),
  }
}

function mappingHandlers(session: Session): Some<`mapping.${string}` | `profile.${string}`> {
  const path = (place: string): string => session.places.path(place)
  return {
    'mapping.open': ({ place }) => openMapping(place, path(place)),
    'mapping.preview': ({ place, profile, zone }) => {
      if (zone !== '') checkZone(zone)
      return previewMapping(path(place), profile, zone)
    },
    'profile.read': ({ place }) => ({ text: wholeProfile(path(place)) }),
    'profile.save': ({ place, text }) => {
      writeProfileFile(path(place), text)
      return { name: basename(path(place)) }
    },
  }
}

function keyHandlers(session: Session): Some<'trust.add' | 'trust.remove' | `key.${string}`> {
  const path = (place: string): string => session.places.path(place)
  return {
    'trust.add': async ({ place, who, how }) => {
      const { keys } = trustInFiles([path(place)])
      if (keys.length === 0) throw noKey(path(place))
      await session.write((db) => addTrusted(db, keys, { who, how }), ['trust', 'checks'])
      return trustList(session.case.db)
    },
    'trust.remove': async ({ id }) => {
      await session.write((db) => removeTrusted(db, id), ['trust', 'checks'])
      return trustList(session.case.db)
    },
    'key.new': ({ place, name, passphrase }) => {
      const pem = newIdentity({ name, now: new Date(), ...(passphrase !== undefined && { passphrase }) })
      writeKeyFile(path(place), pem)
      const { locked: _, ...shown } = showIdentity(Buffer.from(pem))
      return shown
    },
    'key.show': ({ place, passphrase }) => {
      const bytes = readKeyFile(path(place))
      if (passphrase !== undefined) readIdentity(bytes, passphrase)
      return showIdentity(bytes)
    },
  }
}

/** A period must be one: readable ends, the second not before the first. */
function checkPeriod(
  period: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
): void {
  const read = readRange(period, zone)
  if (read.ok) return
  throw new FaultError('bad-request', {
    message: `The period ${period.from ?? ''}..${period.to ?? ''}: ${read.message}.`,
    remedy: 'Write it as FROM..TO, for instance 2025-01-01..2025-03-31.',
  })
}

function checkZone(zone: string): void {
  if (!isZone(zone))
    throw new FaultError('bad-request', {
      message: `There is no time zone ${zone}.`,
      remedy: 'Use an IANA name such as Europe/Berlin, or UTC.',
    })
}

/** What overwrites evidence says why, and what. */
function checkScrub({ reason, dryRun, where, records, lines, rejected, masked }: Ask<'scrub.start'>): void {
  if (reason === '' && !dryRun)
    throw new FaultError('bad-request', {
      message: 'A scrub needs a reason.',
      remedy: 'Say why; it stands in the custody log.',
    })
  const named = where !== undefined || records.length + lines.length > 0 || rejected
  if (named === masked)
    throw new FaultError('bad-request', {
      message: 'It is not said which lines are to be scrubbed.',
      remedy: 'Choose records or lines, or all lines that hold a masked value.',
    })
}

/** The profile that files are read by: of a file, or as it came. */
function profileOf(path: string | undefined, text: string | undefined): { readonly profile?: string } {
  if (text !== undefined) formatOfProfile(text, 'the mapping')
  const profile = text ?? (path === undefined ? undefined : readProfileFile(path))
  return profile === undefined ? {} : { profile }
}

const formatsOf = (session: Session) => knownFormats(session.isOpen ? session.case.db : undefined)

function checkFormat(session: Session, id: string): void {
  const known = formatsOf(session).map((format) => format.id)
  if (known.includes(id)) return
  throw new FaultError('format-unknown', {
    message: `There is no format ${id}.`,
    remedy: `Known formats: ${known.join(', ')}.`,
  })
}

const noKey = (file: string): FaultError =>
  new FaultError('key-wrong', {
    message: `${basename(file)} holds no certificate and no public key.`,
    file,
    remedy: 'Choose the certificate (PEM or DER) or public key that the signer gave you.',
  })
