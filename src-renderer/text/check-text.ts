/** What a check is called, what its mark means, and what would settle it where the check itself does not say. */
export interface CheckText {
  readonly name: string
  readonly means: string
  readonly settles: string
}
