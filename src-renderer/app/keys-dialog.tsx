import { Dialog } from '../kit/dialog.tsx'
import { frameText as text } from '../text/frame.ts'
import { common } from '../text/words.ts'

/** All keys, on `?`. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={text.shows} keep={common.close} onKeep={onClose}>
      <dl className="keys-list">
        {text.keyList.map(([keys, word]) => (
          <KeyLine key={keys} keys={keys} word={word} />
        ))}
      </dl>
    </Dialog>
  )
}

function KeyLine({ keys, word }: { readonly keys: string; readonly word: string }) {
  return (
    <>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{word}</dd>
    </>
  )
}
