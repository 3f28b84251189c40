import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const SESSIONS = ['me', 'sessions'] as const;

/** Where one is signed in, and a way out of each other place. */
export function SettingsPage(): ReactNode {
  const text = useText();
  const sessions = useAnswer(SESSIONS, async () => api.GET('/v1/me/sessions'));
  return (
    <Page title={text('settings.title')}>
      <Paragraph variant="long">
        <Text id="settings.what" />
      </Paragraph>
      <QueryState query={sessions}>{({ items }) => <Sessions items={items} />}</QueryState>
    </Page>
  );
}

function Sessions({ items }: { readonly items: Schemas['OwnSessions']['items'] }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand<{ readonly sessionId: string }, unknown>({
    send: async (body, key) => {
      const params = { header: { 'idempotency-key': key } };
      return (await api.POST('/v1/me/session-ends', { params, body })).data;
    },
    invalidates: [SESSIONS],
    onDone: () => announce(text('settings.ended')),
  });
  return (
    <>
      {command.error !== null && <Failure error={command.error} />}
      <SimpleTable
        caption={text('settings.sessions')}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { name: text('settings.signedIn'), cell: ({ signedInAt }) => <Instant at={signedInAt} /> },
          { name: text('settings.used'), cell: ({ usedAt }) => <Instant at={usedAt} /> },
          { name: text('settings.expires'), cell: ({ expiresAt }) => <Instant at={expiresAt} /> },
          {
            name: text('settings.where'),
            cell: ({ id, isThis }) =>
              isThis ? (
                <Tag data-color="info">{text('settings.here')}</Tag>
              ) : (
                <Button
                  variant="secondary"
                  data-size="sm"
                  loading={command.isRunning}
                  onClick={() => command.run({ sessionId: id })}
                >
                  {text('settings.end')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
