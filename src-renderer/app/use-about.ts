import { useCallback, useEffect, useState } from 'react'
import type { ShellAnswer, ShellEvent } from '../../src-main/contract/shell-calls.ts'
import { askShell } from '../engine/bridge.ts'
import { useShellEvent } from '../engine/use-event.ts'

export type About = ShellAnswer<'shell.about'>

/** What the shell says of program and theme; the theme is put on the root of the document as soon as it is known. Paper is always light. */
export function useAbout(): About | undefined {
  const [about, setAbout] = useState<About>()
  useEffect(() => {
    void askShell('shell.about', {}).then((reply) => reply.ok && setAbout(reply.data))
  }, [])
  const onTheme = useCallback(
    ({ theme, dark }: ShellEvent<'shell.theme'>) => setAbout((old) => old && { ...old, theme, dark }),
    [],
  )
  useShellEvent('shell.theme', onTheme)
  useEffect(() => {
    if (about) document.documentElement.dataset['theme'] = about.dark ? 'dark' : 'light'
  }, [about])
  useEffect(() => {
    const paper = (): void => void (document.documentElement.dataset['theme'] = 'light')
    const screen = (): void => void (document.documentElement.dataset['theme'] = about?.dark ? 'dark' : 'light')
    addEventListener('beforeprint', paper)
    addEventListener('afterprint', screen)
    return () => {
      removeEventListener('beforeprint', paper)
      removeEventListener('afterprint', screen)
    }
  }, [about?.dark])
  return about
}
