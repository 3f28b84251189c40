import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { MessageId } from '../i18n/messages/nb.ts';
import { useText } from '../i18n/text.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** A table with a caption and a head for each column, in a box that scrolls by itself where the screen is narrow. */
export function DataTable({
  label,
  caption,
  heads,
  children,
}: {
  /** What the box is called. */
  readonly label: string;
  readonly caption: string;
  readonly heads: readonly MessageId[];
  /** The rows. */
  readonly children: ReactNode;
}): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={label}>
      <Table zebra data-size="sm">
        <caption>{caption}</caption>
        <Table.Head>
          <Table.Row>
            {heads.map((head) => (
              <Table.HeaderCell scope="col" key={head}>
                {text(head)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>{children}</Table.Body>
      </Table>
    </ScrollBox>
  );
}
