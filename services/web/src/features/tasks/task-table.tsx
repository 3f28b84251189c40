import { Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
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
    <ScrollBox label={text(caption)}>
      <Table zebra data-size="sm">
        <caption>{text(caption)}</caption>
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
