import type { Database } from 'better-sqlite3'
import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FormatAdapter } from '../core/formats/format.ts'
import { formats } from '../core/formats/index.ts'
import { profileFormat } from '../core/profiles/profile-format.ts'
import { readProfile } from '../core/profiles/profile.ts'
import { FaultError } from '../contract/fault.ts'

/** The format that a profile's JSON describes; `shown` names where it came from, for the fault. */
export function formatOfProfile(text: string, shown: string): FormatAdapter {
  const read = readProfile(text)
  if (read.ok) return profileFormat(read.profile, text)
  throw new FaultError('profile-wrong', {
    message: `${shown} is no format profile: ${read.reason}.`,
    file: shown,
    remedy: 'docs/formats/profiles.md describes every member of a profile.',
  })
}

/** `resources/profiles`, beside the sources or the built program (chunks of the build stand one folder deeper). */
function profilesFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const room = basename(here) === 'chunks' ? dirname(here) : here
  return join(room, '../../resources/profiles')
}

let shipped: readonly FormatAdapter[] | undefined

/** The formats that are shipped as profiles, read once. A new one is a file in the folder. */
export function shippedProfiles(): readonly FormatAdapter[] {
  shipped ??= readdirSync(profilesFolder())
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => formatOfProfile(readFileSync(join(profilesFolder(), name), 'utf8'), name))
  return shipped
}

/** The formats in code, and those that the given profiles (JSON) describe: what a parser thread needs. */
export const formatsWith = (profiles: readonly string[]): readonly FormatAdapter[] => [
  ...formats,
  ...profiles.map((text) => formatOfProfile(text, 'the profile of the bundle')),
]

const PROFILES = 'SELECT body FROM profile ORDER BY id DESC'

/** Every format that an import may meet: those of the case where one is open (the newest of a name), shipped as a profile, in code. */
export function knownFormats(db?: Database): readonly FormatAdapter[] {
  const kept = db?.prepare<[], string>(PROFILES).pluck().all() ?? []
  const all = [...formats, ...kept.map((text) => formatOfProfile(text, 'a profile of the case')), ...shippedProfiles()]
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
}

const FORMAT = `SELECT b.format, p.body FROM bundle b LEFT JOIN profile p ON p.id = b.profile WHERE b.id = ?`

/** The format that read a bundle of the case, by the very profile where it was one; undefined where this version knows none of that name. */
export function formatOfBundle(db: Database, bundle: number): FormatAdapter | undefined {
  const row = db.prepare<[number], { format: string; body: string | null }>(FORMAT).get(bundle)
  if (row?.body) return formatOfProfile(row.body, 'the profile of the bundle')
  return formats.find(({ id }) => id === row?.format)
}

/** Titles by format id. */
export const titlesOf = (db: Database): ReadonlyMap<string, string> =>
  new Map(knownFormats(db).map(({ id, title }) => [id, title]))
