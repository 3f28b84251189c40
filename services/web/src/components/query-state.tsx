import { ProblemError } from '@boligtrapp/client';
import { Alert, Button, Heading, Paragraph, Skeleton } from '@digdir/designsystemet-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Text } from '../i18n/text.tsx';

const SKELETON_AFTER_MS = 300;

/** What is shown while something loads, when it failed, and when it is there. */
export function QueryState<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}): ReactNode {
  const { data, error, isPending, refetch } = query;
  if (data !== undefined) return children(data);
  if (isPending) return <Loading />;
  return <Failure error={error} onRetry={() => void refetch()} />;
}

/** That something is being fetched. Shows nothing for a moment: what is there at once need not flicker. */
export function Loading(): ReactNode {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" aria-live="polite">
      {isSlow && (
        <>
          <span className="ds-sr-only">
            <Text id="state.loading" />
          </span>
          <Skeleton variant="rectangle" height={220} />
        </>
      )}
    </div>
  );
}

/** Why something could not be shown or done, what to quote, and another try. */
export function Failure({
  error,
  onRetry,
  isAtField = () => false,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Whether what is wrong with a part of the input is said at its field already. */
  readonly isAtField?: (pointer: string) => boolean;
}): ReactNode {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <Alert data-color="danger" role="alert">
      <Heading level={2} data-size="xs">
        {problem?.title ?? <Text id="state.unreachable" />}
      </Heading>
      {problem?.errors?.map(({ pointer, detail }) =>
        detail === problem.title || isAtField(pointer) ? null : <Paragraph key={pointer}>{detail}</Paragraph>,
      )}
      {problem !== undefined && (
        <Paragraph data-size="sm">
          <Text id="state.errorCode" /> <code>{problem.instance.replace('urn:uuid:', '')}</code>
        </Paragraph>
      )}
      {onRetry !== undefined && (
        <Button variant="secondary" onClick={onRetry}>
          <Text id="state.retry" />
        </Button>
      )}
    </Alert>
  );
}
