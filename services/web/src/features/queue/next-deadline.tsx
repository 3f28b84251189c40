import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { Text } from '../../i18n/text.tsx';

/** What ends next for somebody who waits, and when. */
export function NextDeadline({
  deadline: { kind, on },
}: {
  readonly deadline: Schemas['QueueItem']['nextDeadline'];
}): ReactNode {
  return (
    <>
      <Day date={on} />
      <span className="bt-note">
        <Text id={`queue.deadline.${kind}`} />
      </span>
    </>
  );
}
