/** The name to set off before a sentence, and what follows it: a sentence that names its file already is not given the name again. */
export function nameOnce(path: string, message: string): { readonly name: string; readonly rest: string } {
  const leaf = path.split(/[/\\]/u).at(-1) ?? ''
  for (const known of [path, leaf]) {
    const rest = message.slice(known.length)
    if (known !== '' && message.startsWith(known) && /^[^\p{L}\p{N}]/u.test(rest)) return { name: path, rest }
  }
  if (leaf !== '' && message.includes(`/${leaf}`)) return { name: '', rest: message }
  return { name: path, rest: `: ${message}` }
}
