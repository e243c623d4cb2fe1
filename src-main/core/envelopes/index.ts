import type { Envelope } from './envelope.ts'

/** Every envelope that is taken off before a format is recognised. A new one: its file, and its line here. */
export const envelopes: readonly Envelope[] = []
