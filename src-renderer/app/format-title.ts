import type { Answer } from '../../src-main/contract/calls.ts'

/** A format by its title, as Import shows it; by its id where the case does not know it. */
export const formatTitle = (overview: Answer<'overview'> | undefined, format: string): string =>
  overview?.bundles.find((bundle) => bundle.format === format)?.title ?? format
