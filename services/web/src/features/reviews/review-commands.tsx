import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { reviewEffects } from './use-review.ts';

interface ReviewProps {
  readonly review: Schemas['ReviewDetails'];
}

/** Takes the review, or gives it up. */
export function AssignReview({ review }: ReviewProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const me = useMe().data;
  const command = useCommand({
    send: async (assignedTo: string | null, key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/assignment', {
          params: {
            path: { reviewId: review.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(review.version) },
          },
          body: { assignedTo },
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: () => announce(text('review.assigned')),
  });
  if (!may(me, 'reviews.write') || !review.allowedActions.includes('assign')) return null;
  const isMine = review.assignedTo === me?.id;
  return (
    <div className="bt-actions">
      <Button
        variant="secondary"
        data-size="sm"
        loading={command.isRunning}
        onClick={() => command.run(isMine ? null : (me?.id ?? null))}
      >
        <Text id={isMine ? 'review.giveUp' : 'review.take'} />
      </Button>
      {command.error !== null && <Failure error={command.error} />}
    </div>
  );
}

/** Makes the review ready to be ruled on, or takes it back to take in more. */
export function MoveReview({ review }: ReviewProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const me = useMe().data;
  const command = useCommand({
    send: async (action: Schemas['ReviewTransition']['action'], key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/transitions', {
          params: {
            path: { reviewId: review.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(review.version) },
          },
          body: { action },
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: ({ state }) => announce(text(`reviewLink.${state}`)),
  });
  const action = (['prepare', 'take-back'] as const).find((one) => review.allowedActions.includes(one));
  if (!may(me, 'reviews.write') || action === undefined) return null;
  return (
    <>
      {action === 'prepare' && review.missing.length > 0 && (
        <Paragraph>
          {text('review.missing')} {review.missing.map((kind) => text(`reviewInput.${kind}`)).join(', ')}
        </Paragraph>
      )}
      <div className="bt-actions">
        <Button
          variant={action === 'prepare' ? 'primary' : 'secondary'}
          loading={command.isRunning}
          onClick={() => command.run(action)}
        >
          <Text id={`review.${action}`} />
        </Button>
        {command.error !== null && <Failure error={command.error} />}
      </div>
    </>
  );
}
