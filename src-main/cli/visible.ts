/**
 * Characters that a terminal would obey or hide instead of showing: controls, marks of direction, zero-width characters,
 * line and paragraph separators, tag characters, lone surrogates.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- controls are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' }

const hex = (unit: number, digits: number): string => unit.toString(16).toUpperCase().padStart(digits, '0')

/** Text from a record as one line for people: what would act on the terminal is written `\n` or `\u{202E}`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (one) => short[one] ?? `\\u{${hex(one.codePointAt(0) ?? 0, 4)}}`)
}

/** The same for several lines that the program itself laid out: the line ends stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

/** One JSON document that no terminal obeys; equal to `JSON.stringify` for every parser. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (one) =>
    [...Array(one.length).keys()].map((index) => `\\u${hex(one.charCodeAt(index), 4).toLowerCase()}`).join(''),
  )
}
