import { Button } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Text } from '../../i18n/text.tsx';
import { LimitDialog } from './limit-dialog.tsx';

/** A status of a place, or a cap of its own. */
export type LimitKind = 'status' | 'cap';

/** What may be done to one. */
export type LimitAction = 'set' | 'renew' | 'end';

const NAMES = {
  status: { set: 'place.setStatus', renew: 'place.renewStatus', end: 'place.endStatus' },
  cap: { set: 'place.setCap', renew: 'place.renewCap', end: 'place.endCap' },
} as const;

/** Sets a status or a cap, and lets the one that holds today hold on or end. */
export function LimitActions({
  placeId,
  kind,
  me,
  isHolding,
}: {
  readonly placeId: string;
  readonly kind: LimitKind;
  readonly me: Me | undefined;
  readonly isHolding: boolean;
}): ReactNode {
  const [action, setAction] = useState<LimitAction>();
  if (!may(me, 'places.write')) return null;
  const actions: readonly LimitAction[] = isHolding ? ['set', 'renew', 'end'] : ['set'];
  return (
    <div className="bt-actions">
      {actions.map((each) => (
        <Button
          key={each}
          variant={each === 'end' ? 'tertiary' : 'secondary'}
          data-size="sm"
          onClick={() => setAction(each)}
        >
          <Text id={NAMES[kind][each]} />
        </Button>
      ))}
      {action !== undefined && (
        <LimitDialog
          placeId={placeId}
          kind={kind}
          action={action}
          title={NAMES[kind][action]}
          onClose={() => setAction(undefined)}
        />
      )}
    </div>
  );
}
