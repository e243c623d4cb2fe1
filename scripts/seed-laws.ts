import fc from 'fast-check'

/** Laws are tried on the same cases wherever they run, so that a change is judged and not its luck; `npm run fuzz` takes other cases. */
fc.configureGlobal({ seed: Number(process.env['PROOFLINE_SEED'] ?? 1) })
