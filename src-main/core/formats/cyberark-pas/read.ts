import { actorKindOf, kindOf, objectName, outcomeOf } from '../../cyberark/act.ts'
import { type JsonObject, firstText, objectAt, textAt } from '../../entry/json-object.ts'
import { isIp, readOrigin } from '../../entry/origin.ts'
import { type TimeRead, isRead, takeTime } from '../../entry/time-read.ts'
import { timeReaders } from '../../profiles/time-pattern.ts'
import { readTime } from '../../record/time.ts'
import type { Draft, Mask } from '../format.ts'
import { detailsOf, recordIn } from './syntax.ts'

/** Forms of the times that translators of customers write, all but the first two without a zone. */
const forms = timeReaders(['rfc3339', 'epoch-ms', 'yyyy-MM-dd HH:mm:ss', 'yyyy-MM-ddTHH:mm:ss', 'MMM dd yyyy HH:mm:ss'])

const NO_TIME = 'it has no time with year and zone: neither `IsoTimestamp` nor a syslog header of RFC 5424'

/** Fills the draft from one record; answers why it is none, or undefined. */
export function readObject(object: JsonObject, draft: Draft, mask: Mask): string | undefined {
  const record = recordIn(object)
  if (record === undefined) return 'it is a message of the Vault that holds no audit record (monitoring of the server)'
  const untimed = readMoment(record, objectAt(object, 'header'), draft)
  if (untimed !== undefined) return untimed
  draft.action = firstText(record, 'Action', 'Desc', 'Message')
  if (draft.action === '') return 'it names no action'
  draft.kind = kindOf(draft.action)
  draft.outcome = outcomeOf(textAt(record, 'Severity'), draft.action)
  draft.actor = textAt(record, 'Issuer')
  draft.actorKind = actorKindOf(draft.actor)
  const details = detailsOf(textAt(record, 'ExtraDetails'))
  readTarget(record, draft)
  readPlace(record, details, draft)
  draft.session = details.get('SessionID') ?? textAt(record, 'Session')
  draft.ticket = textAt(record, 'RequestId')
  readReason(textAt(record, 'Reason'), draft, mask)
  return undefined
}

/** The record's own time, else that of the header which the Vault writes; one without year or zone is no time. */
function readMoment(record: JsonObject, header: JsonObject | undefined, draft: Draft): string | undefined {
  const iso = textAt(record, 'IsoTimestamp')
  if (iso !== '') return readTime(iso, draft) ? undefined : '`IsoTimestamp` is no RFC 3339 time'
  draft.collector ||= textAt(header, 'collector')
  const own = firstText(record, 'EventTime', 'Timestamp')
  const came = own === '' ? 'no-time' : readOwn(own, draft)
  const sentUs = header?.['sentUs']
  if (isRead(came) || typeof sentUs !== 'number') return takeTime(came, draft, NO_TIME)
  draft.timeUs = sentUs
  draft.timeDigits = sentUs % 1_000_000 === 0 ? 0 : 6
  return undefined
}

function readOwn(text: string, draft: Draft): TimeRead {
  let best: TimeRead = 'no-time'
  for (const { read } of forms) {
    const came = read(text, draft.zone, draft)
    if (isRead(came) || came === 'skipped') return came
    if (came === 'no-zone') best = came
  }
  return best
}

/** Of an act in a safe the object or the safe, else the user or group concerned. */
function readTarget(record: JsonObject, draft: Draft): void {
  const [safe, file] = [textAt(record, 'Safe'), textAt(record, 'File').trim()]
  const group = /\bgroup\b/i.test(draft.action)
  if (GATEWAY.test(draft.action)) return
  if (safe !== '' || file !== '') {
    draft.target = objectName(safe, file)
    draft.targetType = file === '' ? 'safe' : typeOfObject(record, file, draft.action)
  } else {
    draft.target = group ? textAt(record, 'SourceUser') : firstText(record, 'TargetUser', 'SourceUser')
    draft.targetType = draft.target === '' ? '' : group ? 'group' : 'user'
  }
}

/** Names of accounts that PVWA makes begin with the type of the device (CyberArk: "Platform properties", DeviceType). */
const ACCOUNT =
  /^(?:Root\\)?(?:Operating System|Database|Cloud Service|Network Device|Security Appliance|Application|Website|Remote Access|Directory|Misc)-/

function typeOfObject(record: JsonObject, file: string, action: string): string {
  if (ACCOUNT.test(file) || 'CAProperties' in record) return 'account'
  return /password|ssh key|\bpsm\b|\bcpm\b|keystroke|sql command|window title/i.test(action) ? 'account' : 'file'
}

const GATEWAY = /^(?:full|partial) gateway connection/i

/** `Station` is where the person sits, also behind a gateway; of a session through the PSM it is the PSM, and `SrcHost` the person's. */
function readPlace(record: JsonObject, details: ReadonlyMap<string, string>, draft: Draft): void {
  const from = details.get('SrcHost') ?? textAt(record, 'Station')
  const { ip, port } = readOrigin(from)
  draft.ip = ip
  draft.port = port
  const gateway = textAt(record, 'GatewayStation')
  const program = details.get('ApplicationType') ?? details.get('ConnectionComponentId') ?? textAt(record, 'Program')
  draft.application = program || (isIp(gateway) ? `gateway ${gateway}` : '')
  if (GATEWAY.test(draft.action)) readGateway(textAt(record, 'SourceUser'), draft)
}

/** Fully connected the person is the issuer, and the source user the gateway's account; partly it is the other way round. */
function readGateway(other: string, draft: Draft): void {
  if (/^full/i.test(draft.action)) draft.application = other || draft.application
  else draft.onBehalfOf = other
}

/** What a person typed is kept as a mask of it; of a failure the codes alone are told. */
function readReason(reason: string, draft: Draft, mask: Mask): void {
  if (reason === '') return
  draft.reasonGiven = mask('reason', reason)
  if (draft.outcome === 'success') return
  const codes = reason.slice(0, 4096).match(/\b[A-Z]{3,8}\d{2,5}[EIWS]\b|\bcode: ?\d{1,6}\b/gi) ?? []
  draft.reason = [...new Set(codes)].slice(0, 5).join(', ')
}
