import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId } from 'react';
import { readMe } from '../api/me.ts';
import { Text } from '../i18n/text.tsx';
import { setSessionOver, useSessionIsOver } from './session-state.ts';
import { onSignedIn, SIGNED_IN_PATH } from './signed-in-again.ts';

/** How long a page keeps, out of sight, what was typed when its session ended. */
const KEPT_MS = 15 * 60_000;

/**
 * Asks somebody whose session ended in the middle of something to sign in again in a window of its own. What was on the
 * page is out of sight until then, and there again after; for somebody else, or after a quarter of an hour, it is gone.
 */
export function SessionOverDialog(): ReactNode {
  const isOver = useSessionIsOver();
  const queries = useQueryClient();
  const title = useId();
  useEffect(() => {
    if (!isOver) return undefined;
    const before = queries.getQueryData<{ readonly id: string }>(['me'])?.id;
    const stop = onSignedIn(() => {
      void readMe().then(async (me) => {
        if (me === null) return;
        if (me.id !== before) return startAnew();
        setSessionOver(false);
        await queries.invalidateQueries();
        return undefined;
      });
    });
    const timer = setTimeout(startAnew, KEPT_MS);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isOver, queries]);
  if (!isOver) return null;
  return (
    <Dialog open closeButton={false} closedby="none" aria-labelledby={title}>
      <Dialog.Block>
        <Heading level={2} id={title} data-size="sm">
          <Text id="session.over" />
        </Heading>
        <Paragraph>
          <Text id="session.kept" />
        </Paragraph>
        <div className="bt-actions">
          <Button asChild>
            <a href={`/auth/sign-in?returnTo=${SIGNED_IN_PATH}`} target="_blank" rel="opener">
              <Text id="session.signInAgain" />
            </a>
          </Button>
          <Button variant="tertiary" onClick={startAnew}>
            <Text id="session.discard" />
          </Button>
        </div>
      </Dialog.Block>
    </Dialog>
  );
}

/** Leaves the page with all that it holds. */
function startAnew(): void {
  location.assign('/');
}
