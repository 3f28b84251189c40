import { Button } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { CommandDialog } from './command-dialog.tsx';

/** A button that opens a dialog in which something is changed; the dialog closes when it is done. */
export function DialogButton({
  label,
  title = label,
  variant = 'secondary',
  children,
}: {
  readonly label: string;
  /** Name of the dialog where it is another one. */
  readonly title?: string;
  readonly variant?: 'primary' | 'secondary' | 'tertiary';
  readonly children: (close: () => void) => ReactNode;
}): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button variant={variant} data-size="sm" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <CommandDialog title={title} onClose={close}>
          {children(close)}
        </CommandDialog>
      )}
    </>
  );
}
