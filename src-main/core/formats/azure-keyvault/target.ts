import { lowerCase } from '../../mask/lower-case.ts'
import { eventText } from '../../azure/monitor-record.ts'
import { type JsonObject, textAt } from '../../entry/json-object.ts'
import type { Draft } from '../format.ts'

/** An object of a vault: its kind, its name, and the version if one is named. */
const OBJECT =
  /^(https?:\/\/[^/?#]{1,255}\/)(?:deleted)?([a-z]{1,40})(?:\/([^/?#]{1,256})(?:\/([0-9a-f]{32})(?![0-9a-z])|[/?#]|$)|[/?#]|$)/
const COLLECTIONS = new Set(['secrets', 'keys', 'certificates', 'storage'])
/** Steps behind the collection that name an act and no object. */
const ACTS = new Set(['restore', 'backup', 'import'])

/**
 * What was touched, so that one secret always has one text: `https://vault…/secrets/name` in lower case (names are equal whatever
 * their case), deleted or not, the version apart. An act on the vault itself has the vault's resource id, as in the Activity log.
 */
export function readTarget(record: JsonObject, draft: Draft): void {
  const resource = lowerCase(textAt(record, 'resourceId'))
  const id = eventText(record, 'id')
  const uri = eventText(record, 'requestUri')
  if (/^(?:Vault|ManagedHsm)/.test(draft.action) && resource !== '') draft.target = resource
  else if (!readVaultObject(id, draft) && !readVaultObject(uri, draft)) {
    draft.target = lowerCase(withoutQuery(id === '' ? eventText(record, 'entity') || resource : id))
  }
}

function readVaultObject(uri: string, draft: Draft): boolean {
  const parts = OBJECT.exec(lowerCase(uri.slice(0, 1000)))
  if (parts === null) return false
  const [, host = '', collection = '', name = '', version = ''] = parts
  if (!COLLECTIONS.has(collection)) return false
  draft.target = name === '' || ACTS.has(name) ? host + collection : `${host}${collection}/${name}`
  draft.targetVersion = version
  return true
}

const withoutQuery = (uri: string): string => uri.replace(/[?#].*$/s, '')
