import type { Schemas } from '@boligtrapp/client';
import { Fieldset, List, Paragraph, Select } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, useFormContext } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Day } from '../../components/day.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';

type Handover = Schemas['Handovers']['items'][number];
type HandoverBody = Schemas['HandoverRecord'];
type Item = HandoverBody['items'][number]['item'];
type Found = 'done' | NonNullable<HandoverBody['items'][number]['remarkCode']>;

const ITEMS: readonly Item[] = [
  'keys',
  'meters',
  'cleaning',
  'smoke-alarm',
  'fire-extinguisher',
  'fixtures',
  'walls-and-floors',
  'storage-room',
  'house-rules',
  'contact-persons',
];
const FOUND: readonly Found[] = [
  'done',
  'missing',
  'damaged',
  'not-clean',
  'to-be-repaired',
  'not-applicable',
];

/** The checklists of moving in and out. */
export function LeaseHandovers({ leaseId }: { readonly leaseId: string }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const handovers = useQuery({
    queryKey: ['leases', leaseId, 'handovers'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/leases/{leaseId}/handovers', { params: { path: { leaseId } } })),
  });
  return (
    <Section title={text('handovers.title')}>
      <QueryState query={handovers}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="handovers.none" />
            </Paragraph>
          ) : (
            <List.Unordered>
              {items.map((handover) => (
                <HandoverItem key={handover.id} handover={handover} />
              ))}
            </List.Unordered>
          )
        }
      </QueryState>
      {may(me, 'leases.write') && (
        <div className="bt-actions">
          <DialogButton label={text('handovers.record')}>
            {(close) => <RecordHandover leaseId={leaseId} close={close} />}
          </DialogButton>
        </div>
      )}
    </Section>
  );
}

function HandoverItem({ handover }: { readonly handover: Handover }): ReactNode {
  const text = useText();
  const faults = handover.items.filter(({ isDone }) => !isDone);
  return (
    <List.Item>
      {text(`handover.${handover.direction}`)} <Day date={handover.heldOn} />, {handover.recordedBy}:{' '}
      {text('handovers.done', { count: handover.items.length - faults.length, all: handover.items.length })}
      {faults.length > 0 && (
        <span className="bt-note">
          {faults
            .map(({ item, remarkCode }) =>
              remarkCode === null
                ? text(`handoverItem.${item}`)
                : `${text(`handoverItem.${item}`)}: ${text(`handoverFound.${remarkCode}`)}`,
            )
            .join(', ')}
        </span>
      )}
    </List.Item>
  );
}

type Values = { direction: string; heldOn: string } & Record<Item, string>;

function RecordHandover({
  leaseId,
  close,
}: {
  readonly leaseId: string;
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<Values>({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every item has an entry
    defaultValues: {
      direction: '',
      heldOn: '',
      ...Object.fromEntries(ITEMS.map((item) => [item, ''])),
    } as Values,
  });
  const command = useCommand({
    send: async (body: HandoverBody, key) =>
      await answerOf(
        api.POST('/v1/leases/{leaseId}/handovers', {
          params: { path: { leaseId }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    invalidates: [['leases', leaseId, 'handovers']],
    onDone: () => {
      close();
      announce(text('handovers.recorded'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => command.run(bodyOf(values))}
      submit="handovers.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <RadioField
        name="direction"
        label={text('handovers.direction')}
        choices={[
          { value: 'in', name: text('handover.in') },
          { value: 'out', name: text('handover.out') },
        ]}
      />
      <DateField name="heldOn" label={text('handovers.heldOn')} />
      <Fieldset>
        <Fieldset.Legend>{text('handovers.items')}</Fieldset.Legend>
        <Fieldset.Description>{text('handovers.leaveOut')}</Fieldset.Description>
        {ITEMS.map((item) => (
          <ItemField key={item} item={item} />
        ))}
      </Fieldset>
    </CommandForm>
  );
}

function ItemField({ item }: { readonly item: Item }): ReactNode {
  const text = useText();
  const { register } = useFormContext<Values>();
  return (
    <label className="bt-row">
      <span>{text(`handoverItem.${item}`)}</span>
      <Select data-size="sm" {...register(item)}>
        <Select.Option value="">{text('handoverFound.left-out')}</Select.Option>
        {FOUND.map((found) => (
          <Select.Option key={found} value={found}>
            {text(`handoverFound.${found}`)}
          </Select.Option>
        ))}
      </Select>
    </label>
  );
}

function bodyOf({ direction, heldOn, ...found }: Values): HandoverBody {
  return {
    direction: direction === 'in' ? 'in' : 'out',
    heldOn: parseDay(heldOn, today()) ?? '',
    items: ITEMS.flatMap((item) => {
      const what = FOUND.find((one) => one === found[item]);
      if (what === undefined) return [];
      return [{ item, isDone: what === 'done', remarkCode: what === 'done' ? null : what }];
    }),
  };
}
