import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import type { Me } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LimitActions } from './limit-actions.tsx';
import { useLimitColumns } from './limit-columns.tsx';

type Status = Schemas['PlaceStatusHistory']['items'][number];

/** Statuses of a place over time: open, caution, spared. */
export function PlaceStatuses({
  placeId,
  me,
}: {
  readonly placeId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const statuses = useAnswer(['places', placeId, 'statuses'], async () =>
    api.GET('/v1/places/{placeId}/statuses', { params: { path: { placeId } } }),
  );
  const columns = useLimitColumns<Status>({
    name: text('place.status'),
    cell: ({ status, highestLevelAllowed: level }) => (
      <>
        {text(`place.status.${status}`)}
        {level !== null && (
          <span className="bt-note">
            {level === 0 ? text('place.highestNone') : `${text('place.highest')}: ${level}`}
          </span>
        )}
      </>
    ),
  });
  return (
    <Section title={text('place.statuses')}>
      <QueryState query={statuses}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Paragraph>
                <Text id="place.none" />
              </Paragraph>
            ) : (
              <SimpleTable
                caption={text('place.statusesCaption')}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
              />
            )}
            <LimitActions
              placeId={placeId}
              kind="status"
              me={me}
              isHolding={items.some(({ state }) => state === 'holding')}
            />
          </>
        )}
      </QueryState>
    </Section>
  );
}
