import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { Failure } from '../../components/query-state.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { POLICY_SETS, useImpactRun } from './policy-queries.ts';

type PolicySet = Schemas['PolicySetDetails'];

interface SetProps {
  readonly set: PolicySet;
}

/** What one may do with a set in the state that it is in. */
export function PolicyActions({ set }: SetProps): ReactNode {
  const me = useMe().data;
  if (set.state === 'draft' && may(me, 'policy-sets.write')) return <DraftActions set={set} />;
  if (set.state === 'submitted' && may(me, 'policy-sets.approve')) return <Approval set={set} />;
  return null;
}

function headerOf(set: PolicySet, key: string): { 'idempotency-key': string; 'if-match': string } {
  return { 'idempotency-key': key, 'if-match': etagOf(set.version) };
}

function DraftActions({ set }: SetProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const run = useImpactRun(set.id);
  const isTried = run.data?.state === 'done' && run.data.isOfPresentContent;
  const submit = useCommand({
    send: async (_: null, key) =>
      await answerOf(
        api.POST('/v1/policy-sets/{policySetId}/submit', {
          params: { path: { policySetId: set.id }, header: headerOf(set, key) },
        }),
      ),
    invalidates: [POLICY_SETS],
    onDone: () => announce(text('policy.submitted')),
  });
  const discard = useCommand({
    send: async (_: null, key) =>
      await answerOf(
        api.POST('/v1/policy-sets/{policySetId}/discard', {
          params: { path: { policySetId: set.id }, header: headerOf(set, key) },
        }),
      ),
    invalidates: [POLICY_SETS],
    onDone: () => announce(text('policy.discarded')),
  });
  const error = submit.error ?? discard.error;
  return (
    <>
      {!isTried && (
        <Paragraph data-size="sm">
          <Text id="policy.tryFirst" />
        </Paragraph>
      )}
      {error !== null && <Failure error={error} />}
      <div className="bt-actions">
        <Button data-size="sm" loading={submit.isRunning} onClick={() => submit.run(null)}>
          <Text id="policy.submit" />
        </Button>
        <DialogButton label={text('policy.discard')} variant="tertiary">
          {(close) => (
            <>
              <Paragraph>
                <Text id="policy.discardMeans" />
              </Paragraph>
              <div className="bt-actions">
                <Button
                  onClick={() => {
                    discard.run(null);
                    close();
                  }}
                >
                  <Text id="policy.discard" />
                </Button>
                <Button variant="secondary" onClick={close}>
                  <Text id="form.cancel" />
                </Button>
              </div>
            </>
          )}
        </DialogButton>
      </div>
    </>
  );
}

/** Approval by somebody who has not written any of it. */
function Approval({ set }: SetProps): ReactNode {
  const text = useText();
  const me = useMe().data;
  const writers = new Set([set.author, ...set.editors, set.submittedBy]);
  if (writers.has(me?.id ?? '')) {
    return (
      <Paragraph>
        <Text id="policy.fourEyes" />
      </Paragraph>
    );
  }
  return (
    <div className="bt-actions">
      <DialogButton label={text('policy.approve')} variant="primary">
        {(close) => <ApproveForm set={set} close={close} />}
      </DialogButton>
      <DialogButton label={text('policy.reject')}>
        {(close) => <RejectForm set={set} close={close} />}
      </DialogButton>
    </div>
  );
}

function ApproveForm({ set, close }: SetProps & { readonly close: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { validFrom: '', decisionReference: '', reason: '' } });
  const command = useCommand({
    send: async (body: Schemas['PolicySetApproval'], key) =>
      await answerOf(
        api.POST('/v1/policy-sets/{policySetId}/approve', {
          params: { path: { policySetId: set.id }, header: headerOf(set, key) },
          body,
        }),
      ),
    invalidates: [POLICY_SETS],
    onDone: () => {
      close();
      announce(text('policy.approved'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={({ validFrom, decisionReference, reason }) =>
        command.run({
          validFrom: parseDay(validFrom, today()) ?? '',
          decisionReference: decisionReference.trim(),
          reason: reason.trim(),
        })
      }
      submit="policy.approve"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <DateField name="validFrom" label={text('policy.validFrom')} />
      <TextField
        name="decisionReference"
        label={text('policy.decisionReference')}
        description={text('policy.referenceMeans')}
        maxLength={200}
      />
      <TextField name="reason" label={text('reason.label')} rows={3} maxLength={2000} />
    </CommandForm>
  );
}

function RejectForm({ set, close }: SetProps & { readonly close: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { reason: '' } });
  const command = useCommand({
    send: async (reason: string, key) =>
      await answerOf(
        api.POST('/v1/policy-sets/{policySetId}/reject', {
          params: { path: { policySetId: set.id }, header: headerOf(set, key) },
          body: { reason },
        }),
      ),
    invalidates: [POLICY_SETS],
    onDone: () => {
      close();
      announce(text('policy.rejectedNow'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={({ reason }) => command.run(reason.trim())}
      submit="policy.reject"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <TextField name="reason" label={text('reason.label')} rows={3} maxLength={2000} />
    </CommandForm>
  );
}
