import { type Profile, readProfile } from '../profile.ts'

/** The profile in a text of our own. */
export function profileIn(text: string): Profile {
  const read = readProfile(text)
  if (!read.ok) throw new Error(read.reason)
  return read.profile
}
