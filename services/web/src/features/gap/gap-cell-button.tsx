import { Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { GapFigures } from './gap-matrix.ts';
import type { Horizon } from './gap-search.ts';

/** The part of the gap that is shown. */
export interface ShownGap {
  readonly track: 'welfare' | 'care';
  readonly months: Horizon;
  readonly neighbourhood?: string;
}

interface ShownCell extends ShownGap {
  readonly level: number;
  readonly bedrooms: number;
}

/** A cell that opens the households and the dwellings behind it. */
export function GapCellButton({
  cell,
  figures,
  label,
}: {
  readonly cell: ShownCell;
  readonly figures: GapFigures | undefined;
  readonly label: string;
}): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const { need = 0, supply = 0, expected = 0, gap = 0 } = figures ?? {};
  const { level, bedrooms } = cell;
  const name = text('gap.cellName', { level, bedrooms });
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={`${name}: ${text('gap.cellFigures', { need, supply, expected, gap })}`}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <CommandDialog title={name} onClose={() => setIsOpen(false)}>
          <Paragraph>{text('gap.cellFigures', { need, supply, expected, gap })}</Paragraph>
          <BehindCell cell={cell} />
        </CommandDialog>
      )}
    </>
  );
}

function BehindCell({ cell }: { readonly cell: ShownCell }): ReactNode {
  const { track, level, bedrooms, months, neighbourhood } = cell;
  const query = {
    track,
    level,
    bedrooms,
    months,
    ...(neighbourhood === undefined ? {} : { neighbourhoodId: neighbourhood }),
  };
  const behind = useQuery({
    queryKey: ['capacity-gap', 'cell', query],
    queryFn: async () => await answerOf(api.GET('/v1/capacity-gap/cell', { params: { query } })),
  });
  return (
    <QueryState query={behind}>
      {({ households, dwellings }) => (
        <>
          <Names id="gap.households" names={households.map((one) => one.householdReference)} />
          <Names
            id="gap.vacant"
            names={dwellings.filter((one) => one.isVacantToday).map((one) => one.reference)}
          />
          <Names
            id="gap.falling"
            names={dwellings.filter((one) => !one.isVacantToday).map((one) => one.reference)}
          />
        </>
      )}
    </QueryState>
  );
}

function Names({
  id,
  names,
}: {
  readonly id: 'gap.households' | 'gap.vacant' | 'gap.falling';
  readonly names: readonly string[];
}): ReactNode {
  const text = useText();
  return (
    <>
      <Heading level={3} data-size="2xs">
        {text(id, { count: names.length })}
      </Heading>
      {names.length === 0 ? (
        <Paragraph data-size="sm">
          <Text id="gap.nobody" />
        </Paragraph>
      ) : (
        <List.Unordered data-size="sm">
          {names.map((name) => (
            <List.Item key={name}>{name}</List.Item>
          ))}
        </List.Unordered>
      )}
    </>
  );
}
