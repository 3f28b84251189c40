import type { Schemas } from '@boligtrapp/client';
import { Button } from '@digdir/designsystemet-react';
import type { QueryKey } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { WithdrawOfferDialog } from './withdraw-offer-dialog.tsx';

type Offer = Schemas['Offer'];
type Answer = 'accept' | 'decline' | 'withdraw';

/** What may be done to an offer, by its state; the API decides. */
const ANSWERS: Readonly<Record<Offer['state'], readonly Answer[]>> = {
  waiting: ['withdraw'],
  open: ['accept', 'decline', 'withdraw'],
  accepted: ['withdraw'],
  declined: [],
  expired: [],
  withdrawn: [],
  fulfilled: [],
};

interface OfferTableProps {
  readonly offers: readonly Offer[];
  readonly me: Me | undefined;
  readonly caption: string;
  readonly invalidates: readonly QueryKey[];
  /** Whose they are is known already. */
  readonly isOfOneCase?: boolean;
}

/** Offers with their answers, and for those who may: answering on behalf of the household. */
export function OfferTable({
  offers,
  me,
  caption,
  invalidates,
  isOfOneCase = false,
}: OfferTableProps): ReactNode {
  const text = useText();
  const [doing, setDoing] = useState<{ readonly what: Answer; readonly offer: Offer }>();
  const close = (): void => setDoing(undefined);
  const columns: readonly Column<Offer>[] = [
    {
      name: text('dwellings.reference'),
      cell: ({ dwellingId, dwellingReference }) => (
        <Link to="/boliger/$dwellingId" params={{ dwellingId }}>
          {dwellingReference}
        </Link>
      ),
    },
    ...(isOfOneCase
      ? []
      : [{ name: text('queue.household'), cell: (offer: Offer) => <Household offer={offer} me={me} /> }]),
    { name: text('dwellings.status'), cell: (offer) => <State offer={offer} /> },
    { name: text('offers.sent'), cell: ({ sentOn }) => dayOr(sentOn, text('case.notSet')) },
    { name: text('offers.answerBy'), cell: ({ answerBy }) => dayOr(answerBy, text('case.notSet')) },
    { name: text('offers.answered'), cell: ({ answeredOn }) => dayOr(answeredOn, text('case.notSet')) },
    ...(may(me, 'offers.write')
      ? [
          {
            name: text('case.change'),
            cell: (offer: Offer) => <Answers offer={offer} onAnswer={(what) => setDoing({ what, offer })} />,
          },
        ]
      : []),
  ];
  const dialog = doing && {
    offer: doing.offer,
    invalidates: [['offers'], ['dwellings'], ...invalidates],
    onClose: close,
  };
  return (
    <>
      <SimpleTable caption={caption} columns={columns} rows={offers} keyOf={({ id }) => id} />
      {dialog !== undefined && doing?.what === 'accept' && <AcceptDialog {...dialog} />}
      {dialog !== undefined && doing?.what === 'decline' && <DeclineDialog {...dialog} />}
      {dialog !== undefined && doing?.what === 'withdraw' && <WithdrawOfferDialog {...dialog} />}
    </>
  );
}

function dayOr(date: string | null, otherwise: string): ReactNode {
  return date === null ? otherwise : <Day date={date} />;
}

function Household({
  offer: { householdId, householdReference },
  me,
}: {
  readonly offer: Offer;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  if (householdId === null) return text('case.withheld');
  if (!may(me, 'households.read')) return householdReference;
  return (
    <Link to="/saker/$householdId" params={{ householdId }}>
      {householdReference}
    </Link>
  );
}

function State({ offer: { state, answerReasonCode } }: { readonly offer: Offer }): ReactNode {
  const text = useText();
  const reason = REASONS.find((each) => each === answerReasonCode);
  return (
    <>
      {text(`offer.state.${state}`)}
      {reason !== undefined && <span className="bt-note">{text(`offer.reason.${reason}`)}</span>}
    </>
  );
}

const REASONS = [
  'area',
  'size',
  'standard',
  'rent',
  'accessibility',
  'found-another',
  'not-stated',
  'other',
  'dwelling-unavailable',
  'circumstances-changed',
  'made-in-error',
  'decision-corrected',
] as const;

function Answers({
  offer,
  onAnswer,
}: {
  readonly offer: Offer;
  readonly onAnswer: (what: Answer) => void;
}): ReactNode {
  const text = useText();
  const answers = ANSWERS[offer.state];
  if (answers.length === 0) return text('offers.ended');
  return (
    <div className="bt-actions">
      {answers.map((what) => (
        <Button
          key={what}
          variant={what === 'accept' ? 'secondary' : 'tertiary'}
          data-size="sm"
          aria-label={text(`offers.${what}Of`, { dwelling: offer.dwellingReference })}
          onClick={() => onAnswer(what)}
        >
          <Text id={`offers.${what}`} />
        </Button>
      ))}
    </div>
  );
}
