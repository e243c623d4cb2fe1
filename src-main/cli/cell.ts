// the characters that make a spreadsheet compute, and the mark itself, so that reading back is exact
// oxlint-disable-next-line no-control-regex -- NUL is one of them
const ACTIVE = /^[=+\-@\t\r\n\0']/

/** A table cell that computes nothing: one apostrophe before what could; reading back removes exactly one. */
export const escapeCell = (text: string): string => (ACTIVE.test(text) ? `'${text}` : text)
