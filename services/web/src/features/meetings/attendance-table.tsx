import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { wordOf } from '../../components/read-search.ts';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { PersonField, personOf } from '../staff/person-field.tsx';
import { CAPACITIES } from './capacities.ts';

type Row = Schemas['MeetingDetails']['attendance'][number];

/** The value that stands for somebody who was not there. */
const ABSENT = 'absent';
const SHORTEST_REASON = 10;
const LONGEST_REASON = 1_000;

/** Who is present in one sitting. What no decision rests on yet can be corrected. */
export function AttendanceTable({
  meetingId,
  caption,
  rows,
  mayCorrect,
}: {
  readonly meetingId: string;
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly mayCorrect: boolean;
}): ReactNode {
  const text = useText();
  const [corrected, setCorrected] = useState<Row>();
  const columns: readonly Column<Row>[] = [
    {
      name: text('meetings.member'),
      cell: ({ member, name, isUser }) => (
        <>
          {name === null ? member : `${name} (${member})`}
          {!isUser && (
            <>
              {' '}
              <Tag data-color="warning" data-size="sm">
                <Text id="meetings.noUser" />
              </Tag>
            </>
          )}
        </>
      ),
    },
    { name: text('meetings.capacity'), cell: ({ capacity }) => text(`meetings.capacity.${capacity}`) },
    { name: text('meetings.deputyFor'), cell: ({ deputyFor }) => deputyFor ?? '–' },
  ];
  const correction: Column<Row> = {
    name: text('meetings.correct'),
    cell: (row) =>
      row.isDecidedOn ? (
        '–'
      ) : (
        <Button
          variant="tertiary"
          data-size="sm"
          aria-label={text('meetings.correctOf', { member: row.name ?? row.member })}
          onClick={() => setCorrected(row)}
        >
          <Text id="meetings.correct" />
        </Button>
      ),
  };
  return (
    <>
      <SimpleTable
        caption={caption}
        columns={mayCorrect && rows.some((row) => !row.isDecidedOn) ? [...columns, correction] : columns}
        rows={rows}
        keyOf={({ member }) => member}
      />
      {corrected !== undefined && (
        <CorrectionDialog meetingId={meetingId} row={corrected} onClose={() => setCorrected(undefined)} />
      )}
    </>
  );
}

function CorrectionDialog({
  meetingId,
  row,
  onClose,
}: {
  readonly meetingId: string;
  readonly row: Row;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { capacity: '', deputyFor: '', deputyForTyped: '', reason: '' } });
  const capacity = useWatch({ control: form.control, name: 'capacity' });
  const member = row.name ?? row.member;
  const correct = useCommand({
    send: async (body: Schemas['AttendanceCorrection'], key: string) =>
      await api.POST('/v1/meetings/{meetingId}/attendance-corrections', {
        params: { path: { meetingId }, header: { 'idempotency-key': key } },
        body,
      }),
    invalidates: [['meetings'], ['round']],
    onDone: () => {
      onClose();
      announce(text('meetings.corrected', { member }));
    },
  });
  const others = CAPACITIES.filter((value) => value !== row.capacity || value === 'deputy');
  return (
    <CommandDialog title={text('meetings.correctOf', { member })} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={(values) =>
          correct.run({
            sitting: row.sitting,
            member: row.member,
            capacity: wordOf(CAPACITIES, values.capacity) ?? null,
            deputyFor:
              values.capacity === 'deputy' ? personOf(values.deputyFor, values.deputyForTyped) : null,
            reason: values.reason.trim(),
          })
        }
        submit="meetings.correct"
        isRunning={correct.isRunning}
        error={correct.error}
        onCancel={onClose}
      >
        <Paragraph>
          <Text id="meetings.correctWhat" />
        </Paragraph>
        <RadioField
          name="capacity"
          label={text('meetings.correctTo')}
          choices={[
            { value: ABSENT, name: text('meetings.absent') },
            ...others.map((value) => ({ value, name: text(`meetings.capacity.${value}`) })),
          ]}
        />
        {capacity === 'deputy' && (
          <PersonField
            name="deputyFor"
            label={text('meetings.deputyFor')}
            typedHelp={text('meetings.deputyHelp')}
          />
        )}
        <TextField
          name="reason"
          label={text('meetings.correctReason')}
          description={text('meetings.correctReasonHelp')}
          minLength={SHORTEST_REASON}
          maxLength={LONGEST_REASON}
        />
      </CommandForm>
    </CommandDialog>
  );
}
