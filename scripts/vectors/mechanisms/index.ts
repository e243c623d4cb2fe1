import type { Mechanism } from '../mechanism.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = []
