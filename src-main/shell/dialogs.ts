import { app, dialog, type BaseWindow, type FileFilter } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Choice, PlaceKind } from '../contract/shell-calls.ts'

interface Dialog {
  readonly title: string
  readonly kind: PlaceKind
  readonly save?: true
  readonly many?: true
  readonly folder?: true
  readonly filters?: FileFilter[]
}

const CASES = [{ name: 'Proofline case', extensions: ['proofline'] }]
const PACKS = [{ name: 'Evidence pack', extensions: ['asice'] }]
const PROFILES = [{ name: 'Format profile', extensions: ['json'] }]
const RULES = [{ name: 'Chain rule', extensions: ['json'] }]
const PDFS = [{ name: 'PDF', extensions: ['pdf'] }]
const ANY = { name: 'All files', extensions: ['*'] }
const KEYS = [{ name: 'Signing identity', extensions: ['pem', 'key'] }, ANY]

/** One native dialog for each thing that can be chosen. */
const DIALOGS: Readonly<Record<Choice, Dialog>> = {
  files: { title: 'Choose logs or bundles', kind: 'input', many: true },
  folder: { title: 'Choose a folder', kind: 'input', many: true, folder: true },
  'case-open': { title: 'Open a case', kind: 'case', filters: CASES },
  'case-new': { title: 'New case', kind: 'case', save: true, filters: CASES },
  'pack-open': { title: 'Choose an evidence pack', kind: 'input', filters: [...PACKS, ANY] },
  'pack-save': { title: 'Seal the evidence pack as', kind: 'output', save: true, filters: PACKS },
  'key-open': { title: 'Choose a signing identity', kind: 'key', filters: KEYS },
  'key-save': { title: 'New signing identity', kind: 'key', save: true, filters: KEYS },
  'profile-open': { title: 'Choose a format profile', kind: 'input', filters: [...PROFILES, ANY] },
  'profile-save': { title: 'Save the format profile as', kind: 'output', save: true, filters: PROFILES },
  'report-save': { title: 'Save the report as', kind: 'output', save: true, filters: PDFS },
  secret: { title: 'Choose the secret of the chain', kind: 'key', many: true },
  'chain-rule': { title: 'Choose a chain rule', kind: 'input', many: true, filters: [...RULES, ANY] },
  trust: { title: 'Choose public keys or certificates', kind: 'key', many: true },
}

/** What the user chose; no path where they cancelled. */
export interface Chosen {
  readonly paths: readonly string[]
  readonly kind: PlaceKind
}

export async function choose(window: BaseWindow, what: Choice, suggest: string | undefined): Promise<Chosen> {
  const wanted = DIALOGS[what]
  const paths = queued(what) ?? (wanted.save ? await save(window, wanted, suggest) : await open(window, wanted))
  return { paths, kind: wanted.kind }
}

async function open(window: BaseWindow, { title, filters, folder, many }: Dialog): Promise<readonly string[]> {
  const properties: ('openFile' | 'openDirectory' | 'multiSelections')[] = [folder ? 'openDirectory' : 'openFile']
  if (many) properties.push('multiSelections')
  const { filePaths } = await dialog.showOpenDialog(window, { title, properties, ...(filters ? { filters } : {}) })
  return filePaths
}

async function save(
  window: BaseWindow,
  { title, filters }: Dialog,
  suggest: string | undefined,
): Promise<readonly string[]> {
  const options = { title, ...(filters ? { filters } : {}), ...(suggest ? { defaultPath: suggest } : {}) }
  const { filePath } = await dialog.showSaveDialog(window, options)
  return filePath ? [filePath] : []
}

/**
 * End-to-end tests cannot click native dialogs: `PROOFLINE_DIALOGS` names a JSON file `{ [what]: [[path, …], …] }`, whose first
 * answer is taken off. A packaged program ignores it.
 */
function queued(what: Choice): readonly string[] | undefined {
  const file = process.env['PROOFLINE_DIALOGS']
  if (app.isPackaged || !file) return undefined
  const queue: Record<string, string[][]> = JSON.parse(readFileSync(file, 'utf8'))
  const [paths = [], ...later] = queue[what] ?? []
  writeFileSync(file, JSON.stringify({ ...queue, [what]: later }))
  return paths
}
