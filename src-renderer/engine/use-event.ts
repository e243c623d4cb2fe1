import { useEffect } from 'react'
import type { ShellEvent, ShellEventName } from '../../src-main/contract/shell-calls.ts'
import { onShell } from './bridge.ts'

/** Listens to the shell while the component is there. `listener` must keep its identity. */
export function useShellEvent<N extends ShellEventName>(name: N, listener: (event: ShellEvent<N>) => void): void {
  useEffect(() => onShell(name, listener), [name, listener])
}
