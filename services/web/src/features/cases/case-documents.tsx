import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useCaseLeases, useCaseNotices } from './case-queries.ts';

type Notice = Schemas['Notice'];

/** Letters about the leases of the household, each with its document. */
export function DocumentsSection({ householdId }: { readonly householdId: string }): ReactNode {
  const text = useText();
  const leases = useCaseLeases(householdId, true).data?.items ?? [];
  const notices = useCaseNotices(
    householdId,
    leases.map(({ id }) => id),
  );
  const columns: readonly Column<Notice>[] = [
    { name: text('notice.kind'), cell: ({ kind }) => text(`notice.kind.${kind}`) },
    { name: text('dwellings.reference'), cell: ({ dwellingReference }) => dwellingReference },
    { name: text('dwellings.status'), cell: ({ state }) => text(`notice.state.${state}`) },
    { name: text('notice.due'), cell: ({ dueOn }) => <Day date={dueOn} /> },
    {
      name: text('notice.sent'),
      cell: ({ sending }) => (sending === null ? text('case.notSet') : <Day date={sending.sentOn} />),
    },
    { name: text('notice.document'), cell: (notice) => <Document notice={notice} /> },
  ];
  return (
    <Section title={text('case.documents')}>
      {notices.length === 0 ? (
        <Paragraph>
          <Text id="notice.none" />
        </Paragraph>
      ) : (
        <SimpleTable
          caption={text('notice.caption')}
          columns={columns}
          rows={notices}
          keyOf={({ id }) => id}
        />
      )}
    </Section>
  );
}

function Document({ notice: { id, kind, dueOn, letter } }: { readonly notice: Notice }): ReactNode {
  const text = useText();
  if (letter === null) return text('case.notSet');
  return (
    <a href={`/v1/notices/${id}/document?format=pdf`} download={`${kind}-${dueOn}.pdf`}>
      {text('notice.pdf', { kind: text(`notice.kind.${kind}`) })}
    </a>
  );
}
