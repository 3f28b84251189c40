import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import type { Me } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useText } from '../../i18n/text.tsx';
import { LimitHistory } from './limit-history.tsx';

const TEXTS = { title: 'place.statuses', caption: 'place.statusesCaption', name: 'place.status' } as const;

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
  return (
    <LimitHistory
      placeId={placeId}
      me={me}
      kind="status"
      texts={TEXTS}
      query={statuses}
      cell={({ status, highestLevelAllowed: level }) => (
        <>
          {text(`place.status.${status}`)}
          {level !== null && (
            <span className="bt-note">
              {level === 0 ? text('place.highestNone') : `${text('place.highest')}: ${level}`}
            </span>
          )}
        </>
      )}
    />
  );
}
