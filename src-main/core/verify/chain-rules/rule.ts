import { z } from 'zod'

const Name = z.string().min(1).max(200)
const Names = z.union([Name, z.array(Name).min(1).max(40)])

const Item = z.union([
  Name,
  z.strictObject({ constant: z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]) }),
  z.strictObject({ sorted: Name }),
])

const JsonBody = z.strictObject({
  form: z.literal('json'),
  writer: z.enum(['jcs', 'javascript', 'python', 'python-utf8', 'python-compact', 'python-compact-utf8']),
  of: z.union([
    z.strictObject({ without: z.array(Name).max(40) }),
    z.strictObject({ members: z.record(Name, Item) }),
    z.strictObject({ list: z.array(Item).min(1).max(200) }),
    z.strictObject({ value: Item }),
  ]),
})

const JoinedBody = z.strictObject({
  form: z.literal('joined'),
  fields: z.array(Item).min(1).max(200),
  separator: z.string().max(20),
  escape: z.enum(['none', 'backslash', 'quoted', 'length']).default('none'),
})

const TextBody = z.strictObject({ form: z.literal('text'), field: Name, hashed: z.boolean().default(false) })

const Body = z.discriminatedUnion('form', [JsonBody, JoinedBody, TextBody])

const Algorithm = z.enum(['sha256', 'sha384', 'sha512', 'sha1', 'md5'])

/**
 * How one kind of log chains its entries. Names are members or columns; of a list the first that stands in the first
 * chained entry counts, a dot steps into a nested member. In bodies `@seq`, `@prev`, `@hash` stand for the fields, `@others` for
 * all further columns in their order, `@line` for the bytes of the line. Format: docs/verification.md, "Chain rules".
 */
export const ChainRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: z.string().min(1).max(200),
  seenIn: z.string().max(500).optional(),
  /** `text-lines`: the hash is the first or last word of a line. `side-file`: checked by alignment, see `engine/proofs/chains`. */
  entries: z.union([
    z.enum(['json-lines', 'csv', 'side-file']),
    z.strictObject({ textLines: z.enum(['hash-first', 'hash-last']), separator: z.string().min(1).max(10) }),
  ]),
  fields: z.strictObject({ seq: Names.optional(), prev: Names.optional(), hash: Names }),
  body: Body,
  /** Rows of earlier versions that carry a hash and no link; they may stand before the chain only. */
  unlinked: z.array(Body).max(8).default([]),
  /** Where the previous digest goes; `bare`: without the prefix, `bytes`: decoded. */
  prev: z
    .strictObject({
      at: z.enum(['inside', 'before', 'after']),
      as: z.enum(['text', 'bare', 'bytes']).default('text'),
      separator: z.string().max(10).default(''),
    })
    .default({ at: 'inside', as: 'text', separator: '' }),
  /** Where the content has a digest of its own, which the chained body holds. */
  payload: z.strictObject({ hash: Names, body: Body }).optional(),
  /** `prev` of the first entry: one of these. */
  genesis: z.array(z.union([z.string().max(1000), z.null()])).max(8),
  /** Any other text that is no digest is a genesis too. */
  namedGenesis: z.boolean().default(false),
  digest: z.strictObject({
    algorithm: Algorithm,
    encoding: z.enum(['hex', 'HEX', 'base64', 'base64url']).default('hex'),
    prefix: z.string().max(20).default(''),
    /** HMAC with a secret that is handed in for one run. */
    keyed: z.boolean().default(false),
  }),
  /** Exports of a part are usual here: a chain that begins after its genesis is incomplete, not failed. */
  part: z.boolean().default(false),
})
export type ChainRule = z.output<typeof ChainRule>
export type ChainRuleText = z.input<typeof ChainRule>
export type ChainBody = z.output<typeof Body>
export type ChainItem = z.output<typeof Item>
export type JsonWriter = z.output<typeof JsonBody>['writer']
export type ChainAlgorithm = z.output<typeof Algorithm>

/** Hashes as the engine has them; both give the raw digest. */
export interface ChainDigests {
  readonly digest: (algorithm: ChainAlgorithm, bytes: Uint8Array) => Uint8Array
  readonly hmac: (algorithm: ChainAlgorithm, secret: Uint8Array, bytes: Uint8Array) => Uint8Array
}

/** Collisions can be made for these: what holds under them is weak. */
export const isWeak = ({ digest }: ChainRule): boolean => digest.algorithm === 'sha1' || digest.algorithm === 'md5'
