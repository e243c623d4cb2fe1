/** Progress goes to stderr: stdout belongs to what was asked for. */
export const say = (line) => process.stderr.write(`${line}\n`)

/** Ends the program with a sentence that names the remedy. */
export function stop(line) {
  say(line)
  process.exit(1)
}
