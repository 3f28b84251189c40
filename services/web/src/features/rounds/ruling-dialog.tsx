import { ProblemError, type Schemas } from '@boligtrapp/client';
import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { withoutStale } from '../../api/without-stale.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { wordOf } from '../../components/read-search.ts';
import type { Choice } from '../../forms/choice.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useDwellingName } from './dwelling-name.tsx';
import type { CaseToRule } from './round-cases.tsx';
import { useOutcomes } from './round-queries.ts';
import { RulingEffect } from './ruling-effect.tsx';
import { useRulingText } from './use-ruling-text.ts';

const REASONS = [
  'facts-incomplete',
  'need-changed',
  'safety-of-household',
  'safety-of-neighbours',
  'wish-of-household',
  'condition-of-dwelling',
  'follow-up-not-in-place',
  'other',
] as const satisfies readonly Schemas['RulingChange']['reasonCode'][];
const WORDS = ['none', 'postponed', 'refused', 'accepted'] as const;
const SHORTEST_REASON = 20;
const LONGEST_REASON = 4_000;
const LONGEST_BASIS = 500;

interface RulingValues {
  /** One of {@link WORDS}, or the id of a dwelling. */
  readonly outcome: string;
  readonly reasonCode: string;
  readonly reason: string;
  readonly waiverLegalBasis: string;
}

interface RulingDialogProps extends CaseToRule {
  readonly roundId: string;
  readonly onClose: () => void;
  /** Called with what was done, in words. */
  readonly onDone: (message: string) => void;
}

/** What the committee says of a case: another dwelling or none, later, or no; with its reason. */
export function RulingDialog(props: RulingDialogProps): ReactNode {
  const text = useText();
  const { roundId, item, onClose } = props;
  const outcomes = useOutcomes(roundId, item.householdId);
  return (
    <CommandDialog title={text('ruling.title', { household: item.householdReference })} onClose={onClose}>
      <QueryState query={outcomes}>{({ items }) => <RulingForm {...props} outcomes={items} />}</QueryState>
    </CommandDialog>
  );
}

function RulingForm({
  roundId,
  item,
  dwellingId,
  outcomes,
  onClose,
  onDone,
}: RulingDialogProps & { readonly outcomes: readonly Schemas['DwellingOutcome'][] }): ReactNode {
  const text = useText();
  const proposed = useDwellingName(item.proposedDwellingId);
  const form = useForm<RulingValues>({ defaultValues: valuesOf(item, dwellingId) });
  const household = item.householdReference;
  const rule = useCommand({
    send: async (body: Schemas['RulingChange']) =>
      await answerOf(
        api.PUT('/v1/rounds/{roundId}/cases/{householdId}/ruling', {
          params: {
            path: { roundId, householdId: item.householdId },
            header: { 'if-match': `"${item.ruling?.version ?? 0}"` },
          },
          body,
        }),
      ),
    invalidates: [
      ['round', roundId, 'cases'],
      ['round', roundId, 'draft'],
    ],
    onDone: ({ outcome }) =>
      onDone(text(outcome === 'accepted' ? 'ruling.accepted' : 'ruling.saved', { household })),
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => rule.run(toRuling(values))}
      submit="ruling.save"
      isRunning={rule.isRunning}
      error={withoutStale(rule.error)}
      onCancel={onClose}
    >
      <Paragraph>
        {item.proposedDwellingId === null
          ? text('ruling.proposedNone')
          : text('ruling.proposedNow', { dwelling: proposed })}
      </Paragraph>
      <SelectField name="outcome" label={text('ruling.outcome')} choices={choicesFor(text, item, outcomes)} />
      <ChangedMeanwhile roundId={roundId} item={item} error={rule.error} />
      <RulingFields form={form} outcomes={outcomes} />
    </CommandForm>
  );
}

const STALE = 412;

/** Says that somebody else has changed the case, and what holds now; what was typed can be saved over it. */
function ChangedMeanwhile({
  roundId,
  item,
  error,
}: {
  readonly roundId: string;
  readonly item: Schemas['RoundCase'];
  readonly error: Error | null;
}): ReactNode {
  const queries = useQueryClient();
  const isStale = error instanceof ProblemError && error.problem.status === STALE;
  useEffect(() => {
    if (isStale) void queries.invalidateQueries({ queryKey: ['round', roundId, 'cases'] });
  }, [isStale, queries, roundId]);
  const text = useText();
  const outcome = useRulingText(item);
  if (!isStale) return null;
  return (
    <Alert data-color="warning">
      <Heading level={3} data-size="2xs">
        <Text id="ruling.changedTitle" />
      </Heading>
      <Paragraph>{text('ruling.changedText', { outcome })}</Paragraph>
      {item.ruling?.reason != null && <Paragraph>{item.ruling.reason}</Paragraph>}
    </Alert>
  );
}

/** What belongs to a choice: its effect and its reason. Following the proposal needs none. */
function RulingFields({
  form,
  outcomes,
}: {
  readonly form: UseFormReturn<RulingValues>;
  readonly outcomes: readonly Schemas['DwellingOutcome'][];
}): ReactNode {
  const text = useText();
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  if (outcome === 'accepted') return null;
  const chosen = outcomes.find(({ dwelling }) => dwelling.id === outcome);
  const isBroken = chosen?.rules.some(({ passed }) => !passed) === true;
  return (
    <>
      {chosen !== undefined && <RulingEffect outcome={chosen} />}
      <SelectField
        name="reasonCode"
        label={text('ruling.reasonCode')}
        choices={REASONS.map((value) => ({ value, name: text(`ruling.reasonCode.${value}`) }))}
      />
      <TextField
        name="reason"
        label={text('ruling.reason')}
        description={text('ruling.reasonHelp')}
        minLength={SHORTEST_REASON}
        maxLength={LONGEST_REASON}
        rows={4}
      />
      {isBroken && (
        <TextField
          name="waiverLegalBasis"
          label={text('ruling.waiver')}
          description={text('ruling.waiverHelp')}
          maxLength={LONGEST_BASIS}
          isOptional
        />
      )}
    </>
  );
}

function choicesFor(
  text: ReturnType<typeof useText>,
  { proposedDwellingId, currentDwellingId, ruling }: Schemas['RoundCase'],
  outcomes: readonly Schemas['DwellingOutcome'][],
): readonly Choice[] {
  const hasProposal = proposedDwellingId !== null;
  return [
    ...(hasProposal ? [{ value: 'none', name: text('ruling.none') }] : []),
    ...outcomes
      .filter(({ dwelling }) => dwelling.id !== proposedDwellingId && dwelling.id !== currentDwellingId)
      .map(({ dwelling, outcome }) => ({
        value: dwelling.id,
        name: `${dwelling.reference} (${text(`outcome.${outcome}`).toLowerCase()})`,
      })),
    { value: 'postponed', name: text('ruling.postpone') },
    { value: 'refused', name: text('ruling.refuse') },
    ...(hasProposal && ruling !== null ? [{ value: 'accepted', name: text('ruling.accept') }] : []),
  ];
}

function valuesOf({ ruling }: Schemas['RoundCase'], dwellingId: string | undefined): RulingValues {
  const word = ruling?.outcome === 'overridden' ? (ruling.dwellingId ?? 'none') : ruling?.outcome;
  return {
    outcome: dwellingId ?? word ?? '',
    reasonCode: ruling?.reasonCode ?? '',
    reason: ruling?.reason ?? '',
    waiverLegalBasis: ruling?.waiverLegalBasis ?? '',
  };
}

function toRuling({ outcome, ...values }: RulingValues): Schemas['RulingChange'] {
  const word = wordOf(WORDS, outcome);
  const isOther = word === undefined || word === 'none';
  const reasonCode = wordOf(REASONS, values.reasonCode) ?? null;
  const basis = values.waiverLegalBasis.trim();
  const isAccepted = word === 'accepted';
  return {
    outcome: isOther ? 'overridden' : word,
    dwellingId: word === undefined ? outcome : null,
    reasonCode: isAccepted ? null : reasonCode,
    reason: isAccepted ? null : values.reason.trim(),
    waiverLegalBasis: word === undefined && basis !== '' ? basis : null,
  };
}
