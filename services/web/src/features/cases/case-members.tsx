import type { Schemas } from '@boligtrapp/client';
import { Button } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';

type Member = Schemas['HouseholdMember'];

/** Who lives in the household today, and who joins it or leaves it. */
export function MembersSection({
  household,
  me,
}: {
  readonly household: Schemas['Household'];
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const mayChange = may(me, 'households.write') && household.mergedIntoId === null;
  const nameOf = ({ name }: Member): string => name ?? text('case.withheld');
  const columns: readonly Column<Member>[] = [
    { name: text('case.name'), cell: nameOf },
    { name: text('case.relation'), cell: ({ relation }) => text(`relation.${relation}`) },
    {
      name: text('case.born'),
      cell: ({ birthDate }) => (birthDate === null ? text('case.withheld') : <Day date={birthDate} />),
    },
    {
      name: text('case.identityNumber'),
      cell: ({ hasIdentityNumber }) => text(hasIdentityNumber ? 'case.registered' : 'case.notRegistered'),
    },
    ...(mayChange
      ? [
          {
            name: text('case.change'),
            cell: (member: Member) =>
              member.relation !== 'applicant' && (
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={text('member.leavesOf', { name: nameOf(member) })}
                  onClick={() => setLeaving(member)}
                >
                  <Text id="member.leaves" />
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title={text('case.members')}
      actions={
        mayChange && (
          <Button variant="secondary" data-size="sm" onClick={() => setIsAdding(true)}>
            <Text id="member.add" />
          </Button>
        )
      }
    >
      <SimpleTable
        caption={text('case.membersCaption')}
        columns={columns}
        rows={household.members}
        keyOf={({ personId }) => personId}
      />
      {isAdding && <AddMemberDialog household={household} onClose={() => setIsAdding(false)} />}
      {leaving !== undefined && (
        <LeaveDialog
          household={household}
          member={leaving}
          name={nameOf(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Section>
  );
}
