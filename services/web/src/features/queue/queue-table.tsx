import type { Schemas } from '@boligtrapp/client';
import { Checkbox, Table } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { useNeighbourhoodNames } from '../places/neighbourhood-names.ts';
import { NextDeadline } from './next-deadline.tsx';
import { isAssignable, Officer } from './officer.tsx';
import { PointsOf } from './points-of.tsx';
import { WhyNotNow } from './why-not-now.tsx';

type Item = Schemas['QueueItem'];

interface QueueTableProps {
  readonly items: readonly Item[];
  readonly me: Me | undefined;
  readonly chosenIds?: ReadonlySet<string>;
  readonly onToggle?: (applicationId: string) => void;
}

/** The case has the whole list. */
const AREAS_SHOWN = 2;
const DAY_MS = 86_400_000;

/** Those who wait, a row each. */
export function QueueTable({ items, me, chosenIds, onToggle }: QueueTableProps): ReactNode {
  const text = useText();
  const isChoosing = chosenIds !== undefined && onToggle !== undefined;
  const heads = [
    { name: text('queue.household') },
    { name: text('queue.step') },
    { name: text('queue.rooms'), isNumber: true },
    { name: text('queue.urgency'), isNumber: true },
    { name: text('queue.points') },
    { name: text('queue.waited') },
    { name: text('dwellings.neighbourhood') },
    { name: text('queue.deadline') },
    { name: text('queue.officer') },
    ...(may(me, 'rounds.read') ? [{ name: text('why.head') }] : []),
  ];
  return (
    <ScrollBox label={text('area.queue')}>
      <Table zebra data-size="sm" className="bt-queue">
        <caption>{text('queue.caption')}</caption>
        <Table.Head>
          <Table.Row>
            {isChoosing && <Table.HeaderCell scope="col">{text('queue.choose')}</Table.HeaderCell>}
            <Table.HeaderCell scope="col" className="bt-number">
              {text('queue.position')}
            </Table.HeaderCell>
            {heads.map(({ name, isNumber }) => (
              <Table.HeaderCell key={name} scope="col" className={isNumber === true ? 'bt-number' : ''}>
                {name}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((item) => (
            <Table.Row key={item.householdId}>
              {isChoosing && (
                <Table.Cell>
                  {isAssignable(item) && (
                    <Checkbox
                      aria-label={text('queue.chooseOf', { household: item.householdReference })}
                      checked={chosenIds.has(item.applicationId)}
                      onChange={() => onToggle(item.applicationId)}
                    />
                  )}
                </Table.Cell>
              )}
              <Table.Cell className="bt-number">{item.position}</Table.Cell>
              <Row item={item} me={me} />
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function Row({ item, me }: { readonly item: Item; readonly me: Me | undefined }): ReactNode {
  const text = useText();
  const { min, max } = item.bedrooms;
  const name =
    item.programme === 'ladder' ? text(`track.${item.track}`) : text(`programme.${item.programme}`);
  return (
    <>
      <Table.HeaderCell scope="row">
        <Household item={item} me={me} />
      </Table.HeaderCell>
      <Table.Cell>
        {name}, {text('ladder.step', { level: item.level })}
        {!isAssignable(item) && <span className="bt-note">{text('queue.mover')}</span>}
      </Table.Cell>
      <Table.Cell className="bt-number">{min === max ? min : `${min}–${max}`}</Table.Cell>
      <Table.Cell className="bt-number">{item.urgencyClass}</Table.Cell>
      <Table.Cell>
        <PointsOf item={item} />
      </Table.Cell>
      <Table.Cell>
        {text('queue.days', { count: daysSince(item.waitingSince) })}
        <span className="bt-note">
          {text('queue.sinceDay')} <Day date={item.waitingSince} />
        </span>
      </Table.Cell>
      <Table.Cell>
        <Areas ids={item.neighbourhoodIds} />
      </Table.Cell>
      <Table.Cell>
        <NextDeadline deadline={item.nextDeadline} />
      </Table.Cell>
      <Table.Cell>
        <Officer item={item} />
      </Table.Cell>
      {may(me, 'rounds.read') && (
        <Table.Cell>
          <WhyNotNow
            householdId={item.householdId}
            householdReference={item.householdReference}
            track={item.track}
            isTextOnly
          />
        </Table.Cell>
      )}
    </>
  );
}

/** Where somebody wants to live; of a long list the first ones, and how many more there are. */
function Areas({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const text = useText();
  const names = useNeighbourhoodNames();
  const first = ids
    .slice(0, AREAS_SHOWN)
    .map((id) => names.get(id) ?? '…')
    .join(', ');
  if (ids.length === 0) return text('queue.anywhere');
  return ids.length > AREAS_SHOWN
    ? text('queue.areasMore', { names: first, count: ids.length - AREAS_SHOWN })
    : first;
}

function Household({ item, me }: { readonly item: Item; readonly me: Me | undefined }): ReactNode {
  const text = useText();
  const { householdId, householdReference, tiedWith } = item;
  return (
    <>
      {may(me, 'households.read') ? (
        <Link to="/saker/$householdId" params={{ householdId }}>
          {householdReference}
        </Link>
      ) : (
        householdReference
      )}
      {tiedWith.length > 0 && (
        <span className="bt-note">{text('queue.tied', { count: tiedWith.length })}</span>
      )}
    </>
  );
}

/** Whole days from a civil date until today. */
function daysSince(date: string): number {
  return Math.round((Date.parse(today()) - Date.parse(date)) / DAY_MS);
}
