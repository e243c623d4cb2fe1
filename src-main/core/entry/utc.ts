import { type Instant, readTime } from '../record/time.ts'

/**
 * Reads a time of a source whose times are UTC by its own definition: RFC 3339, also in the forms into which tools rewrite it (a blank instead of
 * the `T`, no `Z`, an offset without colon). False leaves `into` untouched.
 */
export function readUtc(text: string, into: Instant): boolean {
  if (readTime(text, into)) return true
  const plain = text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  return readTime(plain, into) || readTime(`${plain}Z`, into)
}
