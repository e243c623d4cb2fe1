import { SKIPPED_HOUR } from '../entry/time-read.ts'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Table, newDraft } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { flagsOf } from '../record/record.ts'
import { profileFormat } from './profile-format.ts'
import { readProfile } from './profile.ts'
import { profileIn } from './testing/profile-in.ts'
import { isKnownZone, timeReader } from './time-pattern.ts'

const folder = new URL('../../../resources/profiles/', import.meta.url)
const shipped = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
const mask = (kind: string): string => `[masked:${kind}:00000000]`

function adapterOf(id: string) {
  const text = shipped.find(({ name }) => name === `${id}.json`)?.text ?? ''
  return profileFormat(profileIn(text), text)
}

test.each(shipped)('$name holds together', ({ name, text }) => {
  const read = readProfile(text)
  expect(read).toMatchObject({ ok: true, profile: { id: name.replace('.json', '') } })
  if (!read.ok) return
  const { time, received, recognise, id } = read.profile
  for (const form of [...time.formats, ...(received?.formats ?? [])]) expect(timeReader(form)).toBeDefined()
  expect(isKnownZone(time.zone)).toBe(true)
  expect(recognise.names.length + Object.keys(recognise.values).length).toBeGreaterThan(0)
  expect(formats.some((format) => format.id === id)).toBe(false)
})

interface Row {
  readonly profile: string
  readonly why: string
  readonly header?: string
  readonly entry: string
  readonly zone?: string
  readonly want?: Record<string, unknown>
  readonly rejected?: string
  readonly hides?: string
}

const rows: readonly Row[] = [
  {
    profile: 'segura-dsm-logs',
    why: 'English captions; the user is asked for the zone',
    header: 'ID,Operation,Entity,Entity ID,Entity name,Origin,User,Username,IP,Change,Date/Time',
    entry:
      'G6g-1,Secret viewed,Secret,17,prod/db,DSM-Secret,Nora Lind,nora,203.0.113.7,status from 0 to 1,14/03/2025 02:34:07',
    zone: 'America/Sao_Paulo',
    want: {
      timeUs: 1741930447000000,
      actor: 'nora',
      actorDisplay: 'Nora Lind',
      action: 'Secret viewed',
      kind: 'read',
      target: 'prod/db',
      targetType: 'Secret',
      outcome: 'success',
      ip: '203.0.113.7',
      duplicateKey: '["G6g-1",""]',
    },
    hides: 'status from 0 to 1',
  },
  {
    profile: 'segura-dsm-logs',
    why: 'without a zone nothing is placed in time',
    header: 'ID,Operation,Entity,Entity ID,Entity name,Origin,User,Username,IP,Change,Date/Time',
    entry: 'G6g-1,Secret viewed,Secret,17,prod/db,DSM-Secret,Nora Lind,nora,203.0.113.7,,14/03/2025 02:34:07',
    rejected: 'its time carries no offset from UTC, and no zone was given for the source',
  },
  {
    profile: 'segura-dsm-logs',
    why: 'a time that the clock of the zone skipped is not moved',
    header: 'ID,Operation,Entity,Entity ID,Entity name,Origin,User,Username,IP,Change,Date/Time',
    entry: 'G6g-1,Secret viewed,Secret,17,prod/db,DSM-Secret,Nora Lind,nora,203.0.113.7,,30/03/2025 02:34:07',
    zone: 'Europe/Berlin',
    rejected: SKIPPED_HOUR,
  },
  {
    profile: 'segura-dsm-logs',
    why: 'one that it showed twice is the earlier, and flagged',
    header: 'ID,Operation,Entity,Entity ID,Entity name,Origin,User,Username,IP,Change,Date/Time',
    entry: 'G6g-1,Secret viewed,Secret,17,prod/db,DSM-Secret,Nora Lind,nora,203.0.113.7,,26/10/2025 02:34:07',
    zone: 'Europe/Berlin',
    want: { timeUs: 1_761_438_847_000_000, flags: ['doubled-hour'] },
  },
  {
    profile: 'segura-dsm-logs',
    why: 'Portuguese captions, parted by semicolons',
    header:
      'Código;Operação;Entidade;Cód. da Entidade;Nome da entidade;Origem;Usuário;Nome do usuário;IP;Alteração;Data/Hora',
    entry: 'G6g-2;Secret criada;Secret;17;prod/db;DSM-Secret;Nora Lind;nora;203.0.113.7;;14/03/2025 02:34:07',
    zone: 'UTC',
    want: { kind: 'write', action: 'Secret criada', actor: 'nora' },
  },
  {
    profile: 'segura-dsm-export',
    why: 'a relation, flagged as such: four pillars in one row',
    header:
      'APPLICATION_NAME;AUTHORIZATION_NAME;AUTHORIZATION_ENVIRONMENT;SECRET_NAME;CREDENTIAL_NAME;SECRET_LAST_ACCESS',
    entry: 'shop;shop-prod;production;prod/db;db-user;14/03/2025 02:34:07',
    zone: 'UTC',
    want: {
      application: 'shop',
      actor: 'shop-prod',
      environment: 'production',
      target: 'prod/db',
      credential: 'db-user',
      kind: 'read',
      flags: ['relation'],
    },
  },
  {
    profile: 'cloosphere-kms-audit',
    why: 'UTC by its caption, a running number, unwrap is the reading of a secret',
    header: 'id,Timestamp (UTC),Operation,Result,Actor,Config path,IP,Error',
    entry: '1042,2026-05-04 08:15:30,unwrap,Success,admin@example.com,tools.github.api_key,203.0.113.7,',
    want: {
      seq: 1042,
      timeUs: 1777882530000000,
      kind: 'read',
      outcome: 'success',
      target: 'tools.github.api_key',
      actorKind: 'human',
    },
  },
  {
    profile: 'cloosphere-kms-audit',
    why: 'a result word it does not know is unknown and kept as the reason, never guessed',
    header: 'id,Timestamp (UTC),Operation,Result,Actor,Config path,IP,Error',
    entry: '1043,2026-05-04 08:15:31,wrap,Teilweise,system,a.b,,',
    want: { outcome: 'unknown', reason: 'Teilweise', actorKind: 'system', kind: 'encrypt' },
  },
  {
    profile: 'vercel-env-audit',
    why: 'columns that hold JSON are looked into; a value in them is hidden, the key stays',
    header: 'timestamp,action,actor_vercel_id,actor_name,actor_email,location,user_agent,previous,next',
    entry:
      '2025-11-27T06:48:32.605Z,project.env_variable.created,u-1,Nora,nora@example.org,203.0.113.7,Mozilla,,"{""key"":""DB_URL"",""value"":""hunter2"",""target"":""production""}"',
    want: {
      target: 'DB_URL',
      environment: 'production',
      timeDigits: 3,
      kind: 'write',
      actor: 'nora@example.org',
      ip: '203.0.113.7',
    },
    hides: 'hunter2',
  },
  {
    profile: 'vercel-env-audit',
    why: 'a column of JSON that is cut off, or none, tells nothing',
    header: 'timestamp,action,actor_vercel_id,actor_name,actor_email,location,user_agent,previous,next',
    entry: '2025-11-27T06:48:32.605Z,project.env_variable.created,,,,,,null,"{""key"":""DB_URL"",""val"',
    want: { actor: '', target: '', environment: '', ip: '' },
  },
  {
    profile: 'delinea-secret-server',
    why: 'Common Event Format with labelled fields',
    entry:
      'Nov 10 13:13:32 HOST CEF:0|Thycotic Software|Secret Server|11.3|10004|SECRET - VIEW|2|msg=a\\=b By User: U suid=2 suser=U.Admin cs4=The Admin cs4Label=suser Display Name src=172.16.1.116 rt=Nov 10 2022 13:13:23 fname=db admin fileType=Secret cs3Label=Folder cs3=Prod',
    zone: 'UTC',
    want: {
      kind: 'read',
      actor: 'U.Admin',
      actorDisplay: 'The Admin',
      target: 'db admin',
      environment: 'Prod',
      ip: '172.16.1.116',
      timeUs: 1668086003000000,
    },
  },
  {
    profile: 'delinea-secret-server',
    why: 'another product',
    entry: 'CEF:0|Other|Firewall|1|1|x|1|rt=Nov 10 2022 13:13:23',
    rejected: 'it is no Delinea Secret Server (CEF) record: not every member that makes one is there',
  },
  {
    profile: 'delinea-secret-server',
    why: 'a header cut off',
    entry: 'CEF:0|Thycotic Software|Secret Server',
    rejected: 'the header has fewer than seven fields',
  },
  {
    profile: 'delinea-secret-server',
    why: 'no such format',
    entry: '{"a":1}',
    rejected: 'no `CEF:` stands in the line',
  },
  {
    profile: 'ecs',
    why: 'when it was taken in is kept; of an unknown result the word is the reason',
    entry:
      '{"@timestamp":"2025-03-14T02:34:07.918Z","ecs":{"version":"8.11.0"},"event":{"action":"read","outcome":"perhaps","ingested":"2025-03-14T02:34:10Z"}}',
    want: { receivedUs: 1741919650000000, outcome: 'unknown', reason: 'perhaps' },
  },
  {
    profile: 'ecs',
    why: 'a time of arrival in no known form is none',
    entry:
      '{"@timestamp":"2025-03-14T02:34:07.918Z","ecs":{"version":"8.11.0"},"event":{"action":"read","ingested":"yesterday"}}',
    want: { receivedUs: -1, outcome: 'unknown', reason: '' },
  },
  {
    profile: 'keycloak',
    why: 'an event with its error, epoch milliseconds',
    entry:
      '{"time":1741919647918,"type":"LOGIN_ERROR","realmId":"shop","clientId":"web","userId":"7","ipAddress":"203.0.113.7","error":"invalid_user_credentials","details":{"username":"nora"}}',
    want: { kind: 'login', outcome: 'denied', actorDisplay: 'nora', timeUs: 1741919647918000, timeDigits: 3 },
  },
  {
    profile: 'lastpass',
    why: 'a failed sign-in is told by the action',
    header: 'Time,Username,IP_Address,Action,Data',
    entry: '2025-03-14 02:34:07,nora@example.org,203.0.113.7,Failed Login Attempt,',
    zone: 'UTC',
    want: { kind: 'login', outcome: 'denied' },
  },
  {
    profile: 'bitwarden',
    why: 'numbers of events become the names the product has for them',
    entry:
      '{"object":"event","type":1108,"itemId":"3767a302","actingUserId":"7","date":"2023-03-13T07:16:27.1474567Z","device":9,"ipAddress":"203.0.113.7"}',
    want: {
      action: 'Cipher_ClientToggledPasswordVisible',
      kind: 'read',
      target: '3767a302',
      timeDigits: 7,
      timeNs: 700,
    },
  },
  {
    profile: 'activity-log-csv',
    why: 'usual names in Portuguese',
    header: 'Data/Hora;Usuário;Ação;Recurso;Endereço IP;Resultado',
    entry: '14/03/2025 02:34:07;nora;Ler;segredo/a;203.0.113.7;Negado',
    zone: 'UTC',
    want: { actor: 'nora', kind: 'read', outcome: 'denied', target: 'segredo/a', ip: '203.0.113.7' },
  },
  {
    profile: 'activity-log-csv',
    why: 'no time that exists',
    header: 'time,user,action',
    entry: '2025-02-30T00:00:00Z,nora,read',
    rejected: 'its time is in none of the forms that the profile names',
  },
  {
    profile: 'activity-log-csv',
    why: 'an empty time',
    header: 'time,user,action',
    entry: ',nora,read',
    rejected: 'its time is missing',
  },
  {
    profile: 'activity-log-csv',
    why: 'an empty action',
    header: 'time,user,action',
    entry: '2025-02-03T00:00:00Z,nora,',
    rejected: 'it names no action',
  },
  {
    profile: 'activity-log-csv',
    why: 'an object is no row of a table',
    entry: '{"time":"2025-02-03T00:00:00Z","user":"nora","action":"read"}',
    rejected: 'it is no Activity log, CSV record: not every member that makes one is there',
  },
  {
    profile: 'activity-log-json',
    why: 'another shape',
    entry: '{"time":"2025-02-03T00:00:00Z"}',
    rejected: 'it is no Activity log, JSON lines record: not every member that makes one is there',
  },
]

describe('rows as their profile reads them', () => {
  test.each(rows)('$profile: $why', ({ profile, header, entry, zone = '', want, rejected, hides }) => {
    const adapter = adapterOf(profile)
    const delimiter = header?.includes(';') ? ';' : ','
    const table: Table | undefined = header === undefined ? undefined : { delimiter, columns: header.split(delimiter) }
    const draft = { ...newDraft(), zone, table }
    expect(adapter.read(entry, draft, mask)).toBe(rejected)
    expect({ ...draft, flags: flagsOf(draft.flags) }).toMatchObject(want ?? {})
    expect(adapter.show(entry, mask, table).text).not.toContain(hides ?? 'nothing of this text')
  })
})

test.each([
  ['not JSON', 'it is not valid JSON'],
  ['[]', 'the whole: '],
  ['{"id":"x y","title":"t"}', 'id: '],
  ['{"id":"own","title":"t","recognise":{},"time":{"from":[]},"fields":{}}', 'time.from: '],
  ['{"id":"own","title":"t","recognise":{},"time":{"from":["t"]},"fields":{"colour":{}}}', 'fields: '],
  [
    '{"id":"own","title":"t","recognise":{},"time":{"from":["t"]},"fields":{},"outcome":{"map":{"ok":"fine"}}}',
    'outcome.map.ok: ',
  ],
])('%s is refused with the place', (text, place) => {
  const reason: unknown = expect.stringMatching(new RegExp(`^${place}`))
  expect(readProfile(text)).toMatchObject({ ok: false, reason })
})
