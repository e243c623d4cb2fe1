import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import type { Answer } from '../contract/calls.ts'
import { FaultError } from '../contract/fault.ts'
import { type FormatAdapter, newDraft } from '../core/formats/format.ts'
import { maskText } from '../core/mask/mask-text.ts'
import { maskWith } from './crypto/digest.ts'
import { canMap } from './mapping/mappable.ts'
import { type PreviewRow, previewRow } from './mapping/preview-row.ts'
import { type ImportPlan, type PlannedBundle, planImport } from './pipeline/plan-import.ts'
import { readerOfEntries, recognise } from './pipeline/recognise.ts'

type Input = Answer<'input.recognise'>['inputs'][number]

/** What each input is, by its first part, with the first records as they would be normalised. Nothing is kept. */
export async function recogniseInputs(
  inputs: readonly { place: string; path: string }[],
  { preview, formats }: { readonly preview: number; readonly formats: readonly FormatAdapter[] },
): Promise<Answer<'input.recognise'>> {
  const answers: Input[] = []
  for (const { place, path } of inputs) answers.push(await recogniseInput({ place, path }, preview, formats))
  return { inputs: answers }
}

async function recogniseInput(
  { place, path }: { readonly place: string; readonly path: string },
  preview: number,
  formats: readonly FormatAdapter[],
): Promise<Input> {
  const nothing = nothingOf(place, path)
  let plan: ImportPlan
  try {
    plan = await planImport({ paths: [path], formats })
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    return { ...nothing, refused: refusedAs(path, error.code, error.detail.message, error.detail.remedy) }
  }
  const [bundle] = plan.bundles
  const [first] = plan.refused
  if (!bundle) {
    if (!first) return nothing
    const refused = refusedAs(first.path, first.code, first.message, first.remedy)
    return { ...nothing, refused, mappable: isMapped.has(first.code) && (await canMap(path)) }
  }
  const { rows, rejected } = await previewOf(bundle, preview)
  return {
    place,
    name: basename(path),
    sizeBytes: bundle.files.reduce((sum, { member }) => sum + member.sizeBytes, 0),
    files: bundle.files.filter(({ role }) => role === 'log').length,
    format: bundle.adapter.id,
    title: bundle.shape === 'open-bundle' ? `Open bundle, ${bundle.adapter.title}` : bundle.adapter.title,
    confidence: bundle.confidence,
    reasons: [...bundle.reasons],
    integrity:
      bundle.shape === 'open-bundle'
        ? ['digests of every file', 'chain of every line', 'signature']
        : [...bundle.adapter.integrity],
    preview: rows,
    mappable: false,
    rejectedInPreview: rejected,
    refusedFiles: plan.refused.map((one) => refusedAs(one.path, one.code, one.message, one.remedy)),
  }
}

/** What a mapping of the columns answers. */
const isMapped: ReadonlySet<string> = new Set(['format-unknown', 'time-ambiguous'])

const nothingOf = (place: string, path: string): Input => ({
  place,
  name: basename(path),
  sizeBytes: 0,
  files: 0,
  confidence: 0,
  reasons: [],
  integrity: [],
  preview: [],
  rejectedInPreview: 0,
  refusedFiles: [],
  mappable: false,
})

async function previewOf(
  { adapter, files }: PlannedBundle,
  count: number,
): Promise<{ rows: PreviewRow[]; rejected: number }> {
  const log = files.find(({ role }) => role === 'log')
  if (!log || count === 0) return { rows: [], rejected: 0 }
  const found = await recognise(log.member, { formats: [adapter], format: adapter.id })
  const read = readerOfEntries(found)
  const mask = maskWith(randomBytes(32))
  const draft = newDraft()
  const rows: PreviewRow[] = []
  const waiting = new Map<string, number>()
  let rejected = 0
  for (const text of found.entries) {
    if (read(text, draft, mask) !== undefined) {
      rejected++
      continue
    }
    const row = previewRow(draft, (value) => maskText(value, mask).text)
    const request = draft.part === 'response' ? waiting.get(draft.requestId) : undefined
    const held = request === undefined ? undefined : rows[request]
    if (request !== undefined && held) rows[request] = folded(held, row)
    else {
      if (draft.part === 'request') waiting.set(draft.requestId, rows.length)
      rows.push(row)
    }
  }
  return { rows: rows.slice(0, count), rejected }
}

/** As the import folds a pair: the request's, else the response's; the outcome is the response's. */
function folded(request: PreviewRow, response: PreviewRow): PreviewRow {
  const actorKind = request.actorKind === 'unknown' ? response.actorKind : request.actorKind
  return { ...response, ...request, actorKind, outcome: response.outcome }
}

const refusedAs = (
  path: string,
  code: string,
  message: string,
  remedy: string | undefined,
): NonNullable<Input['refused']> => ({
  path: basename(path),
  code,
  message,
  ...(remedy !== undefined && { remedy }),
})
