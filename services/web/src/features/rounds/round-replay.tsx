import type { Schemas } from '@boligtrapp/client';
import { Alert, Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { usePolicySet } from './use-policy-set.ts';

const HASHES = ['facts', 'problem', 'solution'] as const;

/** A look whether a round comes out as it did: computed anew from what was frozen, with the rules of then. */
export function RoundReplay({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const policy = usePolicySet(round.policySetId);
  const replay = useCommand({
    send: async (roundId: string) =>
      await answerOf(api.GET('/v1/rounds/{roundId}/replay', { params: { path: { roundId } } })),
    invalidates: [],
  });
  return (
    <section className="bt-section" aria-labelledby="replay">
      <Heading level={2} data-size="sm" id="replay">
        <Text id="replay.title" />
      </Heading>
      <Paragraph>{text('replay.what', { policy: policy.data?.name ?? '–' })}</Paragraph>
      <div className="bt-actions">
        <Button variant="secondary" loading={replay.isRunning} onClick={() => replay.run(round.id)}>
          <Text id="replay.run" />
        </Button>
      </div>
      {replay.error !== null && <Failure error={replay.error} />}
      {replay.output !== undefined && <Outcome replay={replay.output} />}
    </section>
  );
}

function Outcome({ replay }: { readonly replay: Schemas['RoundReplay'] }): ReactNode {
  const text = useText();
  const { isReproduced } = replay;
  return (
    <Alert data-color={isReproduced ? 'success' : 'warning'} role="status">
      <Paragraph>
        <strong>{text(isReproduced ? 'replay.same' : 'replay.other')}</strong>
      </Paragraph>
      <List.Unordered>
        {HASHES.map((part) => (
          <List.Item key={part}>
            {text(`replay.${part}`)}: <code className="bt-hash">{replay[part].recomputed}</code>{' '}
            {text(replay[part].stored === replay[part].recomputed ? 'replay.asStored' : 'replay.notAsStored')}
          </List.Item>
        ))}
        {replay.engineVersion !== replay.replayedBy && (
          <List.Item>
            {text('replay.otherEngine', { before: replay.engineVersion, now: replay.replayedBy })}
          </List.Item>
        )}
      </List.Unordered>
    </Alert>
  );
}
