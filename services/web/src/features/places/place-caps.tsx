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

type Cap = Schemas['PlaceCapHistory']['items'][number];

/** Caps of its own that a place has and had; where it has none, the policy's holds. */
export function PlaceCaps({
  placeId,
  me,
}: {
  readonly placeId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const caps = useAnswer(['places', placeId, 'caps'], async () =>
    api.GET('/v1/places/{placeId}/caps', { params: { path: { placeId } } }),
  );
  const columns = useLimitColumns<Cap>({
    name: text('place.cap'),
    cell: ({ capPoints }) => text('place.points', { points: capPoints }),
  });
  return (
    <Section title={text('place.caps')}>
      <QueryState query={caps}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Paragraph>
                <Text id="place.none" />
              </Paragraph>
            ) : (
              <SimpleTable
                caption={text('place.capsCaption')}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
              />
            )}
            <LimitActions
              placeId={placeId}
              kind="cap"
              me={me}
              isHolding={items.some(({ state }) => state === 'holding')}
            />
          </>
        )}
      </QueryState>
    </Section>
  );
}
