import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { Day } from '../../components/day.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const KEY = ['calendar-links'] as const;

/** Puts the deadlines into somebody's own calendar, by an address that names nobody. */
export function CalendarLinks(): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" data-size="sm" onClick={() => setIsOpen(true)}>
        <Text id="calendar.open" />
      </Button>
      {isOpen && (
        <CommandDialog title={text('calendar.title')} onClose={() => setIsOpen(false)}>
          <MakeLink />
          <OwnLinks />
        </CommandDialog>
      )}
    </>
  );
}

function MakeLink(): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const [url, setUrl] = useState<string | null>(null);
  const command = useCommand({
    send: async (_: null, key) =>
      await answerOf(api.POST('/v1/calendar-links', { params: { header: { 'idempotency-key': key } } })),
    invalidates: [KEY],
    onDone: (made) => {
      setUrl(made.url === null ? null : new URL(made.url, location.origin).href);
      announce(text('calendar.made'));
    },
  });
  return (
    <>
      <Paragraph>
        <Text id="calendar.what" />
      </Paragraph>
      {url === null ? (
        <Button loading={command.isRunning} onClick={() => command.run(null)}>
          <Text id="calendar.make" />
        </Button>
      ) : (
        <Textfield
          label={text('calendar.address')}
          description={text('calendar.once')}
          readOnly
          value={url}
          onFocus={({ target }) => target.select()}
        />
      )}
      {command.error !== null && <Failure error={command.error} />}
    </>
  );
}

function OwnLinks(): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const links = useQuery({
    queryKey: KEY,
    queryFn: async () => await answerOf(api.GET('/v1/calendar-links', { params: { query: { limit: 50 } } })),
  });
  const revoke = useCommand({
    send: async (calendarLinkId: string, key) =>
      await answerOf(
        api.POST('/v1/calendar-links/{calendarLinkId}/revoke', {
          params: { path: { calendarLinkId }, header: { 'idempotency-key': key } },
        }),
      ),
    invalidates: [KEY],
    onDone: () => announce(text('calendar.revoked')),
  });
  return (
    <QueryState query={links}>
      {({ items }) => (
        <ul className="bt-plain">
          {items
            .filter(({ state }) => state === 'active')
            .map(({ id, validThrough }) => (
              <li key={id} className="bt-actions">
                <span>
                  <Text id="calendar.validThrough" /> <Day date={validThrough} />
                </span>
                <Button variant="tertiary" data-size="sm" onClick={() => revoke.run(id)}>
                  <Text id="calendar.revoke" />
                </Button>
              </li>
            ))}
          {revoke.error !== null && <Failure error={revoke.error} />}
        </ul>
      )}
    </QueryState>
  );
}
