import { expect, test } from 'vitest'
import { newDraft } from './format.ts'
import { formats } from './index.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
const time = '2025-03-03T09:12:44.1234567Z'
const scope = '/SUBSCRIPTIONS/0F5C/RESOURCEGROUPS/A/PROVIDERS'
const stream = [
  [
    'azure-keyvault',
    { time, category: 'AuditEvent', operationName: 'SecretGet', resourceId: `${scope}/MICROSOFT.KEYVAULT/VAULTS/V` },
  ],
  [
    'entra-id',
    {
      time,
      category: 'SignInLogs',
      operationName: 'Sign-in activity',
      resourceId: '/tenants/7/providers/Microsoft.aadiam',
    },
  ],
  [
    'azure-activity',
    {
      time,
      category: 'Administrative',
      operationName: 'MICROSOFT.KEYVAULT/VAULTS/WRITE',
      resourceId: `${scope}/MICROSOFT.KEYVAULT/VAULTS/V`,
    },
  ],
  [
    'azure-platform',
    {
      time,
      category: 'StorageRead',
      operationName: 'GetBlob',
      resourceId: `${scope}/MICROSOFT.STORAGE/STORAGEACCOUNTS/S`,
    },
  ],
] as const
const azure = formats.filter(({ id }) => stream.some(([system]) => system === id))
const lines = stream.map(([, record]) => JSON.stringify(record))

test('of a mixed stream of Azure Monitor each record is read as its own system, whichever of them the file was held for', () => {
  expect(azure.map(({ id }) => id)).toEqual(stream.map(([system]) => system))
  for (const adapter of azure) {
    const systems = lines.map((line) => {
      const draft = newDraft()
      expect(adapter.read(line, draft, mask)).toBeUndefined()
      return draft.system
    })
    expect(systems).toEqual(stream.map(([system]) => system))
  }
})

test('one of the family speaks for a mixed stream, never two alike', () => {
  const sure = azure.map((adapter) => adapter.recognise({ name: 'x', split: 'lines', entries: lines }).confidence)
  expect(sure.filter((one) => one >= 0.5)).toHaveLength(1)
})

test('each id is given once, and every format says what its source does not record', () => {
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length)
  for (const { blindSpots } of formats) expect(blindSpots.length).toBeGreaterThan(0)
})
