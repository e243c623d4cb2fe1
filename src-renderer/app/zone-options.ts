interface Option {
  readonly value: string
  readonly word: string
}

const zones: readonly Option[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map(
  (zone) => ({ value: zone, word: zone }),
)

/** Every zone the runtime knows, and in front of them that none was chosen. */
export const zoneOptions = (none: string): readonly Option[] => [{ value: '', word: none }, ...zones]
