/** Whether a key belongs to what has the focus: then single letters must not act. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** A key with its modifiers in one word: `ctrl+shift+v`, `f6`, `?`. */
export function chord({
  key,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const named = key.length > 1 || ctrlKey || metaKey
  const parts = [
    ctrlKey || metaKey ? 'ctrl' : '',
    altKey ? 'alt' : '',
    shiftKey && named ? 'shift' : '',
    key.toLowerCase(),
  ]
  return parts.filter(Boolean).join('+')
}

/** Moves the focus to the next part of the window, or the one before; parts are marked with `data-region`. */
export function nextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const region = regions[(at + step + regions.length) % regions.length]
  const first = region?.querySelector<HTMLElement>(
    '[aria-current], [tabindex="0"], button:not(:disabled), input, select, textarea, a[href]',
  )
  first?.focus()
}
