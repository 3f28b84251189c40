import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { Instant } from '../../components/instant.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { useText } from '../../i18n/text.tsx';

type Correction = Schemas['MeetingDetails']['attendanceCorrections'][number];

/** What was corrected of who was present, by whom and why. */
export function AttendanceCorrections({
  meeting: { attendanceCorrections },
}: {
  readonly meeting: Schemas['MeetingDetails'];
}): ReactNode {
  const text = useText();
  const columns: readonly Column<Correction>[] = [
    { name: text('meetings.member'), cell: ({ member }) => member },
    {
      name: text('meetings.stoodAs'),
      cell: ({ capacityBefore }) => text(`meetings.capacity.${capacityBefore}`),
    },
    {
      name: text('meetings.correctedTo'),
      cell: ({ isPresent, capacity }) =>
        isPresent ? text(`meetings.capacity.${capacity}`) : text('meetings.absent'),
    },
    { name: text('ruling.reason'), cell: ({ reason }) => reason },
    { name: text('meetings.correctedBy'), cell: ({ correctedBy }) => correctedBy ?? '–' },
    {
      name: text('meetings.correctedAt'),
      cell: ({ correctedAt }) => (correctedAt === null ? '–' : <Instant at={correctedAt} />),
    },
  ];
  if (attendanceCorrections.length === 0) return null;
  return (
    <SimpleTable
      caption={text('meetings.corrections')}
      columns={columns}
      rows={attendanceCorrections}
      keyOf={({ member, sitting, correctedAt }) => `${sitting} ${member} ${correctedAt ?? ''}`}
    />
  );
}
