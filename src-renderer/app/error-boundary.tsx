import { Component, type ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { FailedPane } from '../kit/failed-pane.tsx'
import { frameText } from '../text/frame.ts'

interface Props {
  readonly children: ReactNode
}

/** A mistake of ours in one view leaves the others standing. */
export class ErrorBoundary extends Component<Props, { readonly message: string | undefined }> {
  override state = { message: undefined }

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    if (this.state.message === undefined) return this.props.children
    return (
      <FailedPane
        title={frameText.crashed}
        actions={<Button onClick={() => this.setState({ message: undefined })}>{frameText.again}</Button>}
      >
        {this.state.message}
      </FailedPane>
    )
  }
}
