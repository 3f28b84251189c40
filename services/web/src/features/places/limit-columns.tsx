import { Day } from '../../components/day.tsx';
import type { Column } from '../../components/simple-table.tsx';
import { useText } from '../../i18n/text.tsx';

/** What every status and every cap of a place has. */
export interface LimitRow {
  readonly id: string;
  readonly reason: string;
  readonly owner: string | null;
  readonly reviewOn: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly state: 'upcoming' | 'holding' | 'ended';
  readonly isReviewOverdue: boolean;
}

/** Columns of a history: what it is first, then when, why and who. */
export function useLimitColumns<Row extends LimitRow>(what: Column<Row>): readonly Column<Row>[] {
  const text = useText();
  return [
    what,
    { name: text('place.state'), cell: ({ state }) => text(`place.state.${state}`) },
    { name: text('place.from'), cell: ({ validFrom }) => <Day date={validFrom} /> },
    {
      name: text('place.until'),
      cell: ({ validTo }) => (validTo === null ? text('case.noEnd') : <Day date={validTo} />),
    },
    { name: text('words.reason'), cell: ({ reason }) => reason },
    { name: text('place.owner'), cell: ({ owner }) => owner ?? text('case.notSet') },
    {
      name: text('place.review'),
      cell: ({ reviewOn, isReviewOverdue }) =>
        reviewOn === null ? (
          text('case.notSet')
        ) : (
          <>
            <Day date={reviewOn} /> {isReviewOverdue && <strong>{text('place.overdue')}</strong>}
          </>
        ),
    },
  ];
}
