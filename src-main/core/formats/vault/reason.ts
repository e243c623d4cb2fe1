import type { Outcome } from '../../record/record.ts'

/** What Vault says when it refuses on the grounds of who asks: core/request_handling.go, helper "logical.ErrPermissionDenied" and kin. */
const REFUSED =
  /permission denied|missing client token|bad token|invalid token|token (?:is |has )?(?:expired|not found|mac)|access denied|unauthorized|not authorized|forbidden|wrapping token is not valid/i
/** On the way in, what is not a refusal but a fault of the server or of something behind it. */
const BROKEN =
  /internal error|connection|timeout|timed out|deadline|unavailable|sealed|unsupported|no such host|context canceled/i

/**
 * The sentence inside an error text: Vault wraps it as `1 error occurred:` and a list of `* …`, with a tab since 1.0.
 * Several are joined with `; `.
 */
export function normaliseReason(error: string): string {
  if (!error.includes('occurred:')) return error.trim()
  const [head = '', ...items] = error.split(/\n\s*\*\s/)
  if (items.length === 0 || !/^\s*\d+ errors? occurred:\s*$/.test(head)) return error.trim()
  return items.map((item) => item.trim()).join('; ')
}

/** Denied when Vault refused the one who asks (a failed login is that), failure when the request itself could not be met. */
export function outcomeOf(reason: string, login: boolean): Outcome {
  if (REFUSED.test(reason)) return 'denied'
  return login && !BROKEN.test(reason) ? 'denied' : 'failure'
}
