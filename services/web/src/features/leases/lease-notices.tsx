import type { Schemas } from '@boligtrapp/client';
import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE } from '../../api/read-all-pages.ts';
import { Day } from '../../components/day.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { DiscardNotice } from './discard-notice.tsx';
import { PrepareNotice } from './prepare-notice.tsx';
import { SendNotice } from './send-notice.tsx';
import { WriteNotice } from './write-notice.tsx';

/** Letters about the end of a lease: what waits, what was sent, and a new one. */
export function LeaseNotices({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const notices = useQuery({
    queryKey: ['notices', 'lease', lease.id],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/notices', { params: { query: { leaseId: lease.id, limit: LARGEST_PAGE } } }),
      ),
  });
  return (
    <Section title={text('notices.title')}>
      <Paragraph data-size="sm">
        <Text id="notices.what" />
      </Paragraph>
      <QueryState query={notices}>
        {({ items }) => (
          <>
            {items.length === 0 && (
              <Paragraph>
                <Text id="notices.none" />
              </Paragraph>
            )}
            <ul className="bt-plain">
              {items.map((notice) => (
                <li key={notice.id}>
                  <Notice notice={notice} lease={lease} />
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryState>
      {may(me, 'notices.write') && lease.closedOn === null && (
        <div className="bt-actions">
          <DialogButton label={text('notices.prepare')}>
            {(close) => <PrepareNotice lease={lease} close={close} />}
          </DialogButton>
        </div>
      )}
    </Section>
  );
}

const COLOURS = { prepared: 'warning', written: 'info', sent: 'success', discarded: 'neutral' } as const;

function Notice({
  notice,
  lease,
}: {
  readonly notice: Schemas['Notice'];
  readonly lease: Schemas['LeaseDetails'];
}): ReactNode {
  const text = useText();
  const mayWrite = may(useMe().data, 'notices.write');
  const { state } = notice;
  const name = text(`notice.${notice.kind}`);
  return (
    <article className="bt-card" aria-label={name}>
      <p className="bt-card-head">
        <span>
          {name}
          {notice.sequence === 'second' && ` (${text('notices.second')})`}
        </span>
        <Tag data-color={COLOURS[state]}>{text(`noticeState.${state}`)}</Tag>
      </p>
      <NoticeFacts notice={notice} />
      {mayWrite && (state === 'prepared' || state === 'written') && (
        <div className="bt-actions">
          <DialogButton
            label={text(state === 'prepared' ? 'notices.write' : 'notices.writeAgain')}
            title={text('notices.writeTitle', { name })}
            variant={state === 'prepared' ? 'primary' : 'secondary'}
          >
            {(close) => <WriteNotice notice={notice} lease={lease} close={close} />}
          </DialogButton>
          {state === 'written' && (
            <DialogButton
              label={text('notices.send')}
              title={text('notices.sendTitle', { name })}
              variant="primary"
            >
              {(close) => <SendNotice notice={notice} lease={lease} close={close} />}
            </DialogButton>
          )}
          <DialogButton
            label={text('notices.discard')}
            title={text('notices.discardTitle', { name })}
            variant="tertiary"
          >
            {(close) => <DiscardNotice notice={notice} close={close} />}
          </DialogButton>
        </div>
      )}
    </article>
  );
}

function NoticeFacts({ notice }: { readonly notice: Schemas['Notice'] }): ReactNode {
  const text = useText();
  const { letter, sending, id } = notice;
  return (
    <dl className="bt-terms">
      <div>
        <dt>{text('notices.dueOn')}</dt>
        <dd>
          <Day date={notice.dueOn} />
        </dd>
      </div>
      {letter !== null && (
        <div>
          <dt>{text('notices.writtenOn')}</dt>
          <dd>
            <Day date={letter.writtenOn} /> ({letter.writtenBy}){' '}
            <span className="bt-links">
              <a href={`/v1/notices/${id}/document?format=pdf`} download>
                {text('notices.pdf')}
              </a>
              <a href={`/v1/notices/${id}/document?format=docx`} download>
                {text('notices.docx')}
              </a>
            </span>
          </dd>
        </div>
      )}
      {sending !== null && (
        <div>
          <dt>{text('notices.sentOn')}</dt>
          <dd>
            <Day date={sending.sentOn} />, {text(`channel.${sending.channel}`)}, {sending.proof} (
            {sending.sentBy})
          </dd>
        </div>
      )}
      {notice.discardedOn !== null && (
        <div>
          <dt>{text('noticeState.discarded')}</dt>
          <dd>
            <Day date={notice.discardedOn} />
            {notice.discardedBecause !== null && `: ${text(`discarded.${notice.discardedBecause}`)}`}
            {notice.discardNote !== null && ` – ${notice.discardNote}`}
          </dd>
        </div>
      )}
    </dl>
  );
}
