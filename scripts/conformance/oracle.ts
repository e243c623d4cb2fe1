import { type JsonObject, isObject, listAt, textAt } from '../../src-main/core/entry/json-object.ts'

/** What an expectation says of one entry: for each field every text that would be right; a field it is silent on is left out. */
export interface Wanted {
  /** RFC 3339; compared to the digits it has. */
  readonly time?: string | undefined
  /** Compared with the record's actor and its display name. */
  readonly actor?: readonly string[] | undefined
  readonly action?: readonly string[] | undefined
  readonly outcome?: string | undefined
  readonly ip?: string | undefined
}

/** Reads the expectations of one folder of the corpus, whose name it has. */
export interface Oracle {
  readonly folder: string
  /** Options of `import` that a user would give for these files, as the source does not say them itself. */
  readonly options?: readonly string[]
  /** What one expected document says; `entry` is the original it stands for, where it is JSON. */
  readonly wanted: (expected: JsonObject, entry: JsonObject | undefined, file: string) => Wanted
}

/** The texts at several paths, without the absent ones; undefined where none is there. */
export function texts(object: JsonObject, ...paths: readonly string[]): string[] | undefined {
  const found = paths.flatMap((path) => {
    const list = listAt(object, path).flatMap((one) => (typeof one === 'string' ? [one] : []))
    return list.length > 0 ? list : [textAt(object, path)]
  })
  const given = found.filter((text) => text !== '')
  return given.length === 0 ? undefined : given
}

const OUTCOMES = new Set(['success', 'failure'])

/** The reading of an expectation in the Elastic Common Schema: what most expectations of the corpus are written in. */
export function ecs(expected: JsonObject): Wanted {
  const outcome = textAt(expected, 'event.outcome')
  return {
    time: textAt(expected, '@timestamp') || undefined,
    actor: texts(expected, 'user.id', 'user.name', 'user.email', 'user.full_name'),
    action: texts(expected, 'event.action'),
    outcome: OUTCOMES.has(outcome) ? outcome : undefined,
    ip: textAt(expected, 'source.ip') || undefined,
  }
}

/** The documents of an expectation file: a list under `expected`, or one alone; null stands for an entry that gives none. */
export function documentsIn(file: unknown): (JsonObject | undefined)[] {
  const list = isObject(file) && Array.isArray(file['expected']) ? (file['expected'] as unknown[]) : [file]
  return list.map((one) => (isObject(one) ? one : undefined))
}
