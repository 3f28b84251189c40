import { Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { today } from '../../forms/today.ts';
import { Text } from '../../i18n/text.tsx';

/** A day by which something is to be done, and that it has passed where it has. */
export function Due({ on }: { readonly on: string | null }): ReactNode {
  if (on === null) return <Text id="lease.notSet" />;
  return (
    <>
      <Day date={on} />{' '}
      {on < today() && (
        <Tag className="bt-red" data-color="danger" data-size="sm">
          <Text id="tasks.overdue" />
        </Tag>
      )}
    </>
  );
}
