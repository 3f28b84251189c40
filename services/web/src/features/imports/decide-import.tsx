import type { Schemas } from '@boligtrapp/client';
import { Button, Checkbox, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Failure } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { IMPORTS } from './import-queries.ts';

/** Has the good rows stored, or throws the file away. */
export function DecideImport({ run }: { readonly run: Schemas['Import'] }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const [accepts, setAccepts] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const { id, version, newCount, changedCount, rejectedCount } = run;
  const params = (key: string) => ({
    path: { importId: id },
    header: { 'idempotency-key': key, 'if-match': etagOf(version) },
  });
  const approve = useCommand<{ acceptsPartial: boolean }, Schemas['SettledImport']>({
    send: async (body, key) =>
      await answerOf(api.POST('/v1/imports/{importId}/approval', { params: params(key), body })),
    invalidates: [IMPORTS, ['dwellings'], ['places']],
  });
  const refuse = useCommand<null, Schemas['SettledImport']>({
    send: async (_, key) =>
      await answerOf(api.POST('/v1/imports/{importId}/refusal', { params: params(key) })),
    invalidates: [IMPORTS],
    onDone: () => announce(text('imports.discarded')),
  });
  const error = approve.error ?? refuse.error;
  const store = (): void => {
    const isBlocked = rejectedCount > 0 && !accepts;
    setIsMissing(isBlocked);
    if (!isBlocked) approve.run({ acceptsPartial: rejectedCount > 0 });
  };
  return (
    <Section
      title={text('imports.decide')}
      actions={
        <>
          <Button loading={approve.isRunning} onClick={store}>
            {text('imports.store', { count: newCount + changedCount })}
          </Button>
          <Button variant="secondary" loading={refuse.isRunning} onClick={() => refuse.run(null)}>
            <Text id="imports.discard" />
          </Button>
        </>
      }
    >
      <Paragraph>
        <Text id="imports.nothingStored" />
      </Paragraph>
      {rejectedCount > 0 && (
        <>
          <Checkbox
            label={text('imports.accept', { count: rejectedCount })}
            checked={accepts}
            aria-invalid={isMissing}
            onChange={({ target }) => {
              setAccepts(target.checked);
              setIsMissing(false);
            }}
          />
          {isMissing && (
            <ValidationMessage role="alert">
              <Text id="imports.acceptMissing" />
            </ValidationMessage>
          )}
        </>
      )}
      {error !== null && <Failure error={error} />}
    </Section>
  );
}
