import { z } from 'zod'
import { BUNDLE_FORMAT, BUNDLE_VERSION, isLogPath } from './layout.ts'
import { wrongPath } from './relative-path.ts'

/** A moment with offset, RFC 3339, 5.6. */
const Moment = z.iso.datetime({ offset: true })
const Text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'holds a control character')

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** `export.json`: who exported what for which reason; its one line closes every chain. */
export const ExportJson = z.strictObject({
  exporter: Text(200),
  time: Moment,
  reason: Text(4000),
  tool: Text(200),
})
export type ExportJson = z.output<typeof ExportJson>

/** Half-open: records at `from` and later, before `to`. */
export const Period = z
  .strictObject({ from: Moment, to: Moment })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it begins')
export type Period = z.output<typeof Period>

const LogPath = z
  .string()
  .refine((path) => isLogPath(path) && wrongPath(path) === undefined, 'is no safe path below data/')

/** `bundle.json`: what the exporter declares. `lines` counts the log's own lines, `link` is the chain's last, of the export's line. */
export const BundleJson = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  system: Text(60),
  host: Text(255),
  period: Period.nullable(),
  files: z
    .array(z.strictObject({ path: LogPath, lines: z.int().min(0), link: Digest }))
    .min(1)
    .max(100_000)
    .refine((files) => new Set(files.map(({ path }) => path)).size === files.length, 'names a file twice'),
})
export type BundleJson = z.output<typeof BundleJson>

/** What was read, or why it could not be, as a sentence. */
export type Declared<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

/** Reads `bundle.json`; UTF-8 without BOM, no member twice, nothing unknown. */
export const readBundleJson = (bytes: Uint8Array): Declared<BundleJson> => read(BundleJson, bytes)

/** Reads `export.json`: one line, ended by LF. */
export function readExportJson(bytes: Uint8Array): Declared<ExportJson> {
  const end = bytes.indexOf(0x0a)
  if (end !== bytes.length - 1 || end < 1) return { ok: false, reason: 'is not one line ended by a line feed' }
  return read(ExportJson, bytes)
}

/** `bundle.json` as it is written: members in the order of the schema, two spaces, a final LF. */
export const writeBundleJson = (bundle: BundleJson): string => `${JSON.stringify(bundle, undefined, 2)}\n`

/** `export.json` as it is written: one line, members in the order of the schema, a final LF. */
export const writeExportJson = ({ exporter, time, reason, tool }: ExportJson): string =>
  `${JSON.stringify({ exporter, time, reason, tool })}\n`

function read<T>(schema: z.ZodType<T>, bytes: Uint8Array): Declared<T> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return { ok: false, reason: 'is not JSON in UTF-8' }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
  const [reason = 'has another shape'] = reasons
  return { ok: false, reason }
}
