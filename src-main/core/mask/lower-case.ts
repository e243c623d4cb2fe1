import { maskText } from './mask-text.ts'

/** A text in lower case, for names that are equal whatever their case; one that holds a secret keeps its own, by which it is known and masked. */
export const lowerCase = (text: string): string =>
  maskText(text, (kind) => kind).masked.length > 0 ? text : text.toLowerCase()
