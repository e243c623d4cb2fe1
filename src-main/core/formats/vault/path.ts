import { isMasked, maskText, type MaskValue, type MaskedText } from '../../mask/mask-text.ts'

/** Paths that end in a credential, whatever its shape: Vault HTTP API before 1.0, "Token auth" and "App ID". */
const TOKEN_AT_END = /^(\/?(?:v1\/)?auth\/token\/(?:lookup|renew|revoke|revoke-orphan)\/)([^/]+)$/
const ACCESSOR_AT_END = /^(\/?(?:v1\/)?auth\/token\/(?:lookup|revoke)-accessor\/)([^/]+)$/
const APP_ID_AT_END = /^(\/?(?:v1\/)?auth\/app-id\/login\/)([^/]+)$/

const atEnd = [
  ['vault-token', TOKEN_AT_END],
  ['accessor', ACCESSOR_AT_END],
  ['app-id', APP_ID_AT_END],
] as const

/** `hmac-sha256:` and 64 lower-case hex digits: a value that the audit device itself has hashed. */
export const isHashed = (text: string): boolean => text.length === 76 && HASHED.test(text)

const HASHED = /^hmac-sha256:[0-9a-f]{64}$/

/** True when nothing in the path is to be masked. */
export const isCleanPath = (path: string): boolean => maskPath(path, (kind) => kind).masked.length === 0

/** Masks tokens and accessors that stand in a request path. */
export function maskPath(path: string, mask: MaskValue): MaskedText {
  for (const [kind, shape] of atEnd) {
    const [, before, value] = shape.exec(path) ?? []
    if (before === undefined || value === undefined || isHashed(value) || isMasked(value)) continue
    return { text: before + mask(kind, value), masked: [kind] }
  }
  return maskText(path, mask)
}
