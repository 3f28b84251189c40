import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { Text, useText } from '../../i18n/text.tsx';

/** A list of what is to be done; says so where there is nothing. */
export function TaskTable({
  caption,
  heads,
  isEmpty,
  children,
}: {
  readonly caption: MessageId;
  readonly heads: readonly MessageId[];
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const text = useText();
  if (isEmpty) {
    return (
      <Paragraph>
        <Text id="tasks.none" />
      </Paragraph>
    );
  }
  return (
    <DataTable label={text(caption)} caption={text(caption)} heads={heads}>
      {children}
    </DataTable>
  );
}
