/** Where everything stands in a pack; names are ASCII `[A-Za-z0-9._/-]`, at most 120 characters. */
export const paths = {
  mimetype: 'mimetype',
  bagit: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  verify: 'VERIFY.txt',
  workbook: 'data/evidence.xlsx',
  report: 'data/report.json',
  custody: 'data/chain-of-custody.jsonl',
  sources: 'data/source-sha256.txt',
  chain: 'certs/chain.pem',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  asicManifest: 'META-INF/ASiCManifest001.xml',
  signature: 'META-INF/signature001.p7s',
} as const

/** Content of the `mimetype` file, without line end (ETSI EN 319 162-1, annex A). */
export const PACK_MIMETYPE = 'application/vnd.etsi.asic-e+zip'

/** The CSV file of a table. */
export function tablePath(name: string): string {
  return `data/tables/${name}.csv`
}

/** Whether a name may stand in a pack: the byte rules of the format, one `/` apart, no dot at the start of a part. */
export function isPackName(name: string): boolean {
  return name.length <= 120 && /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(name)
}

/** Whether the ASiC manifest must reach a file: all but the container's own (EN 319 162-1, 4.4). */
export function mustBeCovered(path: string): boolean {
  return path !== paths.mimetype && !path.startsWith('META-INF/')
}

const mimeTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
  pem: 'application/x-pem-file',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** MIME type of a pack's file by its ending. */
export function mimeType(path: string): string {
  return mimeTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
