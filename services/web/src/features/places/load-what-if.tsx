import type { Schemas } from '@boligtrapp/client';
import { Field, Heading, Label, Paragraph, Select } from '@digdir/designsystemet-react';
import { type ReactNode, useId, useState } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { QueryState } from '../../components/query-state.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';

type Loads = Schemas['AddedLoads']['items'];
type Load = Schemas['AddedLoad'];

/** “What happens if we allocate here?”: the load of a place and those around it before and after one more household. */
export function LoadWhatIf({
  placeId,
  step = 'welfare 1',
}: {
  readonly placeId: string;
  /** Track and level that one begins with. */
  readonly step?: string;
}): ReactNode {
  const id = useId();
  const loads = useAnswer(['places', placeId, 'added-loads'], async () =>
    api.GET('/v1/places/{placeId}/added-loads', { params: { path: { placeId } } }),
  );
  return (
    <section aria-labelledby={id} className="bt-section">
      <Heading level={2} data-size="xs" id={id}>
        <Text id="place.whatIf" />
      </Heading>
      <Paragraph data-size="sm">
        <Text id="place.whatIfWhat" />
      </Paragraph>
      <QueryState query={loads}>{({ items }) => <Chosen items={items} first={step} />}</QueryState>
    </section>
  );
}

function Chosen({ items, first }: { readonly items: Loads; readonly first: string }): ReactNode {
  const text = useText();
  const [step, setStep] = useState(first);
  const chosen = items.find(({ track, level }) => `${track} ${level}` === step);
  const columns: readonly Column<Load>[] = [
    {
      name: text('place.whatIfPlace'),
      cell: ({ name, kind }) => (
        <>
          {name}
          <span className="bt-note">{text(`place.kind.${kind}`)}</span>
        </>
      ),
    },
    { name: text('place.load'), cell: (load) => <Change load={load} /> },
  ];
  return (
    <>
      <Field className="bt-choice">
        <Label>{text('place.whatIfStep')}</Label>
        <Select value={step} onChange={({ target }) => setStep(target.value)}>
          {items.map(({ track, level }) => (
            <Select.Option key={`${track} ${level}`} value={`${track} ${level}`}>
              {text(`track.${track}`)}, {text('ladder.step', { level })}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <div aria-live="polite">
        <SimpleTable
          caption={text('place.whatIfCaption')}
          columns={columns}
          rows={chosen?.loads ?? []}
          keyOf={({ placeId }) => placeId}
        />
      </div>
    </>
  );
}

function Change({ load: { before, after, cap } }: { readonly load: Load }): ReactNode {
  const text = useText();
  if (cap === null) return text('place.whatIfChange', { before, after });
  return (
    <>
      {text('place.whatIfChangeOf', { before, after, cap })}
      {after > cap && <strong>, {text('place.whatIfOver')}</strong>}
    </>
  );
}
