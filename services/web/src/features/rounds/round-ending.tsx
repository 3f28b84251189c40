import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { isComputing } from './round-queries.ts';

const LONGEST_REASON = 2_000;

/** What is done with a round that nobody is to decide by: computed anew, or cancelled. */
export function RoundEnding({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const me = useMe();
  const [open, setOpen] = useState<'re-solve' | 'cancel'>();
  if (!may(me.data ?? null, 'rounds.write')) return null;
  const close = (): void => setOpen(undefined);
  return (
    <>
      {!isComputing(round.state) && (
        <Button variant="secondary" onClick={() => setOpen('re-solve')}>
          <Text id="rounds.reSolve" />
        </Button>
      )}
      <Button variant="tertiary" onClick={() => setOpen('cancel')}>
        <Text id="rounds.cancel" />
      </Button>
      {open === 're-solve' && <ReSolveDialog roundId={round.id} onClose={close} />}
      {open === 'cancel' && <CancelDialog roundId={round.id} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly roundId: string;
  readonly onClose: () => void;
}

function ReSolveDialog({ roundId, onClose }: DialogProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const form = useForm();
  const reSolve = useCommand({
    send: async (id: string, key: string) =>
      await answerOf(
        api.POST('/v1/rounds/{roundId}/re-solve', {
          params: { path: { roundId: id }, header: { 'idempotency-key': key } },
          body: {},
        }),
      ),
    invalidates: [['rounds'], ['round', roundId]],
    onDone: ({ id }) => {
      onClose();
      announce(text('rounds.reSolved'));
      void navigate({ to: '/runder/$roundId', params: { roundId: id } });
    },
  });
  return (
    <CommandDialog title={text('rounds.reSolve')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={() => reSolve.run(roundId)}
        submit="rounds.reSolve"
        isRunning={reSolve.isRunning}
        error={reSolve.error}
        onCancel={onClose}
      >
        <Paragraph>
          <Text id="rounds.reSolveText" />
        </Paragraph>
      </CommandForm>
    </CommandDialog>
  );
}

function CancelDialog({ roundId, onClose }: DialogProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { reason: '' } });
  const cancel = useCommand({
    send: async (body: { readonly reason: string }, key: string) =>
      await answerOf(
        api.POST('/v1/rounds/{roundId}/cancel', {
          params: { path: { roundId }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    invalidates: [['rounds'], ['round', roundId]],
    onDone: () => {
      onClose();
      announce(text('rounds.cancelled'));
    },
  });
  return (
    <CommandDialog title={text('rounds.cancel')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ reason }) => cancel.run({ reason: reason.trim() })}
        submit="rounds.cancel"
        isRunning={cancel.isRunning}
        error={cancel.error}
        onCancel={onClose}
      >
        <TextField name="reason" label={text('rounds.cancelReason')} maxLength={LONGEST_REASON} rows={3} />
      </CommandForm>
    </CommandDialog>
  );
}
