import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { useText } from '../../i18n/text.tsx';

/** The last day on which a written request to move counts, where a letter is made; nothing where there is none. */
export function LastSafeDay({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const { lastSafeDay, daysLeft } = lease.legalState;
  if (lastSafeDay === null) return null;
  return (
    <Alert data-color="info" data-size="sm">
      <Paragraph>
        {text('lease.lastSafeDay')}:{' '}
        <strong>
          <Day date={lastSafeDay} />
        </strong>
      </Paragraph>
      {daysLeft !== null && <Paragraph>{text('lease.daysLeft', { count: daysLeft })}</Paragraph>}
    </Alert>
  );
}
