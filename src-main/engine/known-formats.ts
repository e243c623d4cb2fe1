import type { Database } from 'better-sqlite3'
import type { FormatAdapter } from '../core/formats/format.ts'
import { formats } from '../core/formats/index.ts'

/** The formats in code, and those that the given profiles (JSON) describe. */
export function formatsWith(_profiles: readonly string[]): readonly FormatAdapter[] {
  return formats
}

/** Every format that an import may meet: in code, shipped as a profile, and those of the case, where one is open. */
export function knownFormats(_db?: Database): readonly FormatAdapter[] {
  return formats
}

/** The format that read a bundle of the case; undefined where this version knows none of that name. */
export function formatOfBundle(db: Database, bundle: number): FormatAdapter | undefined {
  const row = db.prepare<[number], { format: string }>('SELECT format FROM bundle WHERE id = ?').get(bundle)
  return knownFormats(db).find(({ id }) => id === row?.format)
}

/** Titles by format id. */
export const titlesOf = (db: Database): ReadonlyMap<string, string> =>
  new Map(knownFormats(db).map(({ id, title }) => [id, title]))
