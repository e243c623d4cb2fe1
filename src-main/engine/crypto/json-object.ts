/** A JSON object as read from a file; its members are whatever they are. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that UTF-8 bytes or a text hold; undefined where they hold none. */
export function jsonObject(text: Uint8Array | string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'))
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
