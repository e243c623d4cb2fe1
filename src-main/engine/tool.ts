import product from '../../package.json' with { type: 'json' }

/** Name and version as written into custody entries and packs. */
export const tool = `proofline ${product.version}`
