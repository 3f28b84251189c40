import { Alert, Button, List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** Computes the chain of the log anew, and says whether it is whole; and the log as a sealed file. */
export function ChainCheck(): ReactNode {
  const text = useText();
  const check = useQuery({
    queryKey: ['audit-check'],
    enabled: false,
    staleTime: 0,
    queryFn: async () => await answerOf(api.GET('/v1/audit-events/check')),
  });
  const { data, error } = check;
  return (
    <>
      <div className="bt-actions">
        <Button
          variant="secondary"
          data-size="sm"
          loading={check.isFetching}
          onClick={() => void check.refetch()}
        >
          <Text id="log.check" />
        </Button>
        <a href="/v1/audit-events/export" download>
          <Text id="log.export" />
        </a>
      </div>
      {error !== null && <Failure error={error} />}
      {data !== undefined && error === null && (
        <Alert data-color={data.isWhole ? 'success' : 'danger'} role="status">
          <Paragraph>{text(data.isWhole ? 'log.whole' : 'log.broken', { count: data.eventCount })}</Paragraph>
          {data.faults.length > 0 && (
            <List.Unordered>
              {data.faults.map(({ kind, sequence }) => (
                <List.Item key={`${kind} ${sequence ?? ''}`}>
                  {text(`log.fault.${kind}`)}
                  {sequence !== null && ` (${text('log.number', { sequence })})`}
                </List.Item>
              ))}
            </List.Unordered>
          )}
        </Alert>
      )}
    </>
  );
}
