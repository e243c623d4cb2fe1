import { namedSecret } from '../mask/named-secret.ts'

/** Names that look like those of secrets and hold none: what a token is called, whom it is for, which scope an act had. */
const HARMLESS =
  /(?:^|\.)(?:uniqueTokenIdentifier|Unique token identifier|uti|authorization|authorization_[a-z]+|tokenHash)$/i

/**
 * What of an Azure record must not be shown beyond the usual: template parameters and settings hold their value one step below
 * the name (`adminPassword.value`).
 */
export function azureSecret(path: string, value: string): string | undefined {
  if (HARMLESS.test(path)) return 'show'
  const [name = '', last] = path.split('.').slice(-2)
  return last?.toLowerCase() === 'value' ? namedSecret(name, value) : undefined
}
