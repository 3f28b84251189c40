import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import type { Me } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useText } from '../../i18n/text.tsx';
import { LimitHistory } from './limit-history.tsx';

const TEXTS = { title: 'place.caps', caption: 'place.capsCaption', name: 'place.cap' } as const;

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
  return (
    <LimitHistory
      placeId={placeId}
      me={me}
      kind="cap"
      texts={TEXTS}
      query={caps}
      cell={({ capPoints }) => text('place.points', { points: capPoints })}
    />
  );
}
