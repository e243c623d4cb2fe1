/** The text of one group of a match, '' where the group took no part in it. */
export const groupOf = (match: RegExpMatchArray, at: number): string => match[at] ?? ''
