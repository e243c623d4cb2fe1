/** What stands before the first `sign` of a text; the whole text where there is none. */
export function before(text: string, sign: string): string {
  const at = text.indexOf(sign)
  return at < 0 ? text : text.slice(0, at)
}
