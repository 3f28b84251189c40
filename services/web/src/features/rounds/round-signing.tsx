import type { Schemas } from '@boligtrapp/client';
import { Alert, Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { votersOf } from '../meetings/capacities.ts';
import { DwellingName } from './dwelling-name.tsx';
import { useMeetingsOf, useRoundChanges, useSigningDraft } from './round-queries.ts';

const SHORTEST_REASON = 20;
const LONGEST_REASON = 2_000;
const WAITING_REASONS = ['no-quorum', 'needs-signature'] as const;

/** What is needed before the round is decided, and the signature. */
export function RoundSigning({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const me = useMe().data ?? null;
  const draft = useSigningDraft(round.id);
  const meetings = useMeetingsOf(round);
  const [isOpen, setOpen] = useState(false);
  const [signed, setSigned] = useState<Schemas['SignedRound']>();
  const open = meetings.find(({ state }) => state === 'open');
  // As the API decides it: whoever may not sign finds no button, and reads who may.
  const maySign = may(me, 'decisions.sign') && open?.isQuorate === true && isVoter(open, me?.id);
  return (
    <section className="bt-section" aria-labelledby="signing">
      <Heading level={2} data-size="sm" id="signing">
        <Text id="signing.title" />
      </Heading>
      <Paragraph>
        <Text id="signing.what" />
      </Paragraph>
      <QueryState query={draft}>
        {(known) => (
          <>
            <List.Unordered>
              <List.Item>
                {text('signing.decided', { decided: known.decidedCount, count: known.caseCount })}
              </List.Item>
              <List.Item>{open === undefined ? text('signing.noMeeting') : quorumText(text, open)}</List.Item>
              <List.Item>
                {known.signedBy.length === 0
                  ? text('signing.nobody')
                  : text('signing.signedBy', { members: known.signedBy.join(', ') })}
              </List.Item>
              {open !== undefined && <WhoSigns meeting={open} />}
            </List.Unordered>
            <Faults draft={known} />
            {signed !== undefined && <SignedSoFar signed={signed} />}
            {maySign && known.faults.length === 0 && !known.signedBy.includes(me?.id ?? '') && (
              <Button onClick={() => setOpen(true)}>
                <Text id="signing.sign" />
              </Button>
            )}
            {isOpen && (
              <SignDialog
                round={round}
                contentHash={known.contentHash}
                onClose={() => setOpen(false)}
                onSigned={setSigned}
              />
            )}
          </>
        )}
      </QueryState>
    </section>
  );
}

function isVoter(meeting: Schemas['MeetingDetails'], member: string | undefined): boolean {
  return votersOf(meeting).some((voter) => voter.member === member);
}

/** Who may sign in the meeting that sits, and why whoever looks may not. */
function WhoSigns({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data ?? null;
  if (!meeting.isQuorate) {
    return (
      <List.Item>
        <Text id="signing.noQuorumYet" />
      </List.Item>
    );
  }
  const members = votersOf(meeting).map(({ member, name }) => name ?? member);
  return (
    <>
      <List.Item>{text('signing.voters', { members: members.join(', ') })}</List.Item>
      {may(me, 'decisions.sign') && !isVoter(meeting, me?.id) && (
        <List.Item>
          <Text id="signing.notVoter" />
        </List.Item>
      )}
    </>
  );
}

function quorumText(text: ReturnType<typeof useText>, meeting: Schemas['MeetingDetails']): string {
  return text(meeting.isQuorate ? 'meetings.quorate' : 'meetings.notQuorate', {
    present: meeting.votersPresent,
    quorum: meeting.quorum,
  });
}

/** Why the rulings cannot be carried out together; nothing is signed until there is none. */
function Faults({ draft }: { readonly draft: Schemas['SigningDraft'] }): ReactNode {
  const text = useText();
  if (draft.faults.length === 0) return null;
  return (
    <Alert data-color="danger">
      <Heading level={3} data-size="2xs">
        <Text id="signing.faults" />
      </Heading>
      <List.Unordered>
        {draft.faults.map((fault) => (
          <List.Item key={JSON.stringify(fault)}>
            {text(`signing.fault.${fault.code}`, { after: fault.after ?? 0, cap: fault.cap ?? 0 })}{' '}
            {fault.dwellingId !== undefined && <DwellingName dwellingId={fault.dwellingId} />}
          </List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}

/** What is not decided by the signature that was just given, a line for each reason. */
function SignedSoFar({ signed }: { readonly signed: Schemas['SignedRound'] }): ReactNode {
  const text = useText();
  return (
    <Alert data-color="info">
      {WAITING_REASONS.map((because) => {
        const rows = signed.waiting.filter((row) => row.because === because);
        const count = rows.reduce((sum, { householdIds }) => sum + householdIds.length, 0);
        return (
          count > 0 && <Paragraph key={because}>{text(`signing.waiting.${because}`, { count })}</Paragraph>
        );
      })}
      {signed.conflicts.map(({ householdId, dwellingId, because }) => (
        <Paragraph key={householdId}>
          <DwellingName dwellingId={dwellingId} />: {text(`signing.conflict.${because}`)}
        </Paragraph>
      ))}
    </Alert>
  );
}

function SignDialog({
  round,
  contentHash,
  onClose,
  onSigned,
}: {
  readonly round: Schemas['Round'];
  readonly contentHash: string;
  readonly onClose: () => void;
  readonly onSigned: (signed: Schemas['SignedRound']) => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const isStale = useRoundChanges(round.id).data?.isStale === true;
  const form = useForm({ defaultValues: { staleReason: '' } });
  const sign = useCommand({
    send: async (body: Schemas['RoundSignature'], key: string) =>
      await answerOf(
        api.POST('/v1/rounds/{roundId}/signatures', {
          params: { path: { roundId: round.id }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    invalidates: [['rounds'], ['round', round.id], ['offers']],
    onDone: (signed) => {
      onClose();
      onSigned(signed);
      announce(text(signed.state === 'closed' ? 'signing.closed' : 'signing.signed'));
    },
  });
  return (
    <CommandDialog title={text('signing.dialog', { reference: round.reference })} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ staleReason }) => {
          const reason = staleReason.trim();
          sign.run({ contentHash, staleReason: reason === '' ? null : reason });
        }}
        submit="signing.sign"
        isRunning={sign.isRunning}
        error={sign.error}
        onCancel={onClose}
      >
        <Paragraph>
          <Text id="signing.means" />
        </Paragraph>
        {isStale && (
          <TextField
            name="staleReason"
            label={text('signing.staleReason')}
            description={text('signing.staleHelp')}
            minLength={SHORTEST_REASON}
            maxLength={LONGEST_REASON}
            rows={3}
          />
        )}
      </CommandForm>
    </CommandDialog>
  );
}
