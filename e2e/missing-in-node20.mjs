// vitest is made for Node 22; the runtime that stands in for Electron where that cannot be fetched holds Node 20.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
