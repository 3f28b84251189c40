import type { Schemas } from '@boligtrapp/client';
import { Details } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { wordOf } from '../../components/read-search.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { NumberField } from '../../forms/number-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useOutcomes } from './round-queries.ts';
import { capOf, MOST_POINTS, type WhatIfSearch, weightsOf } from './what-if-search.ts';

interface FormsProps {
  readonly roundId: string;
  readonly cases: readonly Schemas['RoundCase'][];
  readonly places: readonly Schemas['Place'][];
  /** Load points of the policy of the round. */
  readonly weights: { readonly welfare: readonly number[]; readonly care: readonly number[] } | undefined;
  readonly search: WhatIfSearch;
  readonly onChange: (search: WhatIfSearch) => void;
}

/** What can be tried out: a pair, the cap of a place, the weights of the levels. */
export function WhatIfForms(props: FormsProps): ReactNode {
  return (
    <div>
      <Details defaultOpen>
        <Details.Summary>
          <Text id="whatIf.pairTitle" />
        </Details.Summary>
        <Details.Content>
          <PairForm {...props} />
        </Details.Content>
      </Details>
      <Details>
        <Details.Summary>
          <Text id="whatIf.capTitle" />
        </Details.Summary>
        <Details.Content>
          <CapForm {...props} />
        </Details.Content>
      </Details>
      <Details>
        <Details.Summary>
          <Text id="whatIf.weightsTitle" />
        </Details.Summary>
        <Details.Content>
          <WeightsForm {...props} />
        </Details.Content>
      </Details>
    </div>
  );
}

function PairForm({ roundId, cases, search, onChange }: FormsProps): ReactNode {
  const text = useText();
  const form = useForm({ defaultValues: { householdId: '', dwellingId: '', kind: '' } });
  const householdId = useWatch({ control: form.control, name: 'householdId' });
  return (
    <CommandForm
      form={form}
      onSubmit={({ dwellingId, kind, ...values }) => {
        const key = wordOf(['lock', 'forbid'], kind) ?? 'lock';
        onChange({ ...search, [key]: [...(search[key] ?? []), `${values.householdId}.${dwellingId}`] });
      }}
      submit="whatIf.show"
      isRunning={false}
      error={null}
    >
      <SelectField
        name="householdId"
        label={text('whatIf.household')}
        choices={cases.map((item) => ({
          value: item.householdId,
          name: `${item.rank}. ${item.householdReference}`,
        }))}
      />
      {householdId !== '' && <DwellingField roundId={roundId} householdId={householdId} />}
      <RadioField
        name="kind"
        label={text('whatIf.kind')}
        choices={(['lock', 'forbid'] as const).map((value) => ({
          value,
          name: text(`whatIf.kind.${value}`),
        }))}
      />
    </CommandForm>
  );
}

function DwellingField({
  roundId,
  householdId,
}: {
  readonly roundId: string;
  readonly householdId: string;
}): ReactNode {
  const text = useText();
  const { data } = useOutcomes(roundId, householdId);
  return (
    <SelectField
      name="dwellingId"
      label={text('whatIf.dwelling')}
      choices={(data?.items ?? []).map(({ dwelling, outcome }) => ({
        value: dwelling.id,
        name: `${dwelling.reference} (${text(`outcome.${outcome}`).toLowerCase()})`,
      }))}
    />
  );
}

function CapForm({ places, search, onChange }: FormsProps): ReactNode {
  const text = useText();
  const form = useForm({ defaultValues: { placeId: '', points: '' } });
  const capped = places
    .filter(({ kind }) => kind !== 'building')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  return (
    <CommandForm
      form={form}
      onSubmit={({ placeId, points }) => {
        const others = (search.cap ?? []).filter((cap) => capOf(cap).placeId !== placeId);
        onChange({ ...search, cap: [...others, `${placeId}.${Number(points)}`] });
      }}
      submit="whatIf.show"
      isRunning={false}
      error={null}
    >
      <SelectField
        name="placeId"
        label={text('whatIf.place')}
        choices={capped.map(({ id, name, load, cap }) => ({
          value: id,
          name: `${name} (${load}/${cap ?? '–'})`,
        }))}
      />
      <NumberField name="points" label={text('whatIf.points')} least={0} most={MOST_POINTS} />
    </CommandForm>
  );
}

function WeightsForm({ weights, search, onChange }: FormsProps): ReactNode {
  const text = useText();
  const form = useForm({ defaultValues: { track: '', weights: '' } });
  const known = (['welfare', 'care'] as const).map((value) => ({
    value,
    name: `${text(`track.${value}`)} (${weights?.[value].join(' ') ?? ''})`,
  }));
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => {
        const track = wordOf(['welfare', 'care'], values.track);
        const points = weightsOf(values.weights.trim().split(/[\s,;]+/));
        if (track === undefined) return;
        if (points === undefined) {
          const message = text('whatIf.noWeights', { field: text('whatIf.weights') });
          form.setError('weights', { type: 'weights', message });
          return;
        }
        onChange({ ...search, [track]: points });
      }}
      submit="whatIf.show"
      isRunning={false}
      error={null}
    >
      <SelectField name="track" label={text('whatIf.track')} choices={known} />
      <TextField name="weights" label={text('whatIf.weights')} description={text('whatIf.weightsHelp')} />
    </CommandForm>
  );
}
