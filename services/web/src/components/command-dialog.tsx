import { Dialog, Heading } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useText } from '../i18n/text.tsx';

/** A dialog with a name. It closes by its button and by Escape, and the focus goes back to where it came from. */
export function CommandDialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const text = useText();
  const id = useId();
  // The browser gives the focus back when a dialog is closed, but not when the page takes it away.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return (
    <Dialog open onClose={onClose} closeButton={text('dialog.close')} aria-labelledby={id}>
      <Dialog.Block>
        <Heading level={2} id={id} data-size="sm">
          {title}
        </Heading>
      </Dialog.Block>
      <Dialog.Block>{children}</Dialog.Block>
    </Dialog>
  );
}
