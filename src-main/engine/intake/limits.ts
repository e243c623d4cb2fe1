/** What an input may cost before it is refused; each number bounds memory, time or the case's size. */
export interface IntakeLimits {
  /** Files in all folders and archives of one listing. */
  readonly maxEntries: number
  /** Archives and compressions inside one another. */
  readonly maxDepth: number
  /** Folders inside one another. */
  readonly maxFolderDepth: number
  /** Text bytes for each received byte, once the text is past `ratioFromBytes`. Deflate alone reaches 1,032. */
  readonly maxRatio: number
  readonly ratioFromBytes: number
  /** Decompressed bytes of one member, and of all members of one archive. */
  readonly maxTextBytes: number
  /** Archives inside archives are held in memory, up to this size over one listing. */
  readonly maxNestedBytes: number
  /** Bytes of one name inside an archive. */
  readonly maxNameBytes: number
}

/** Provisional: no standard names such numbers. Real audit logs compress 10 to 60 times. */
export const intakeLimits: IntakeLimits = {
  maxEntries: 100_000,
  maxDepth: 4,
  maxFolderDepth: 64,
  maxRatio: 500,
  ratioFromBytes: 64 * 1024 * 1024,
  maxTextBytes: 1024 ** 4,
  maxNestedBytes: 64 * 1024 * 1024,
  maxNameBytes: 1024,
}
