/** "PFLN" in ASCII: what marks a SQLite file as a case (PRAGMA application_id). */
export const APPLICATION_ID = 0x50464c4e

/** Whether a file begins as a case does (SQLite file format, 1.3: magic string at 0, application id, big-endian, at 68). */
export const isCaseHead = (head: Buffer): boolean =>
  head.length >= 72 &&
  head.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
  head.readUInt32BE(68) === APPLICATION_ID
