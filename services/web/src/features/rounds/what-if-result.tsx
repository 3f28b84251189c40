import type { Schemas } from '@boligtrapp/client';
import { Alert, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { DwellingName } from './dwelling-name.tsx';
import { useCases } from './round-queries.ts';

type Result = Schemas['WhatIfResult'];

const KINDS = ['gained', 'lost', 'changed'] as const;

/** The difference between the proposal and what was tried out. */
export function WhatIfResult({
  roundId,
  result,
}: {
  readonly roundId: string;
  readonly result: Result;
}): ReactNode {
  const text = useText();
  const isSame = KINDS.every((kind) => result[kind].length === 0);
  return (
    <>
      <NotHonoured roundId={roundId} result={result} />
      <Paragraph>
        {text('whatIf.sum', {
          unchanged: result.unchanged,
          changed: result.changed.length,
          gained: result.gained.length,
          lost: result.lost.length,
        })}
      </Paragraph>
      {isSame ? (
        <Paragraph>
          <Text id="whatIf.unchangedOnly" />
        </Paragraph>
      ) : (
        <Households result={result} />
      )}
      <Heading level={3} data-size="xs">
        <Text id="whatIf.placesTitle" />
      </Heading>
      {result.places.length === 0 ? (
        <Paragraph>
          <Text id="whatIf.placesNone" />
        </Paragraph>
      ) : (
        <Places places={result.places} />
      )}
    </>
  );
}

/** Pairs that were to be locked and cannot be. */
function NotHonoured({ roundId, result }: { readonly roundId: string; readonly result: Result }): ReactNode {
  const text = useText();
  const { data: cases } = useCases(roundId);
  const refused = result.locks.filter(({ isHonoured }) => !isHonoured);
  if (refused.length === 0) return null;
  return (
    <Alert data-color="warning">
      {refused.map(({ householdId, dwellingId }) => (
        <Paragraph key={`${householdId}${dwellingId}`}>
          <DwellingName dwellingId={dwellingId} />:{' '}
          {text('whatIf.notHonoured', {
            household: cases?.find((item) => item.householdId === householdId)?.householdReference ?? '…',
          })}
        </Paragraph>
      ))}
    </Alert>
  );
}

function Households({ result }: { readonly result: Result }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('whatIf.caption')}>
      <Table zebra data-size="sm">
        <caption>{text('whatIf.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('whatIf.household')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('whatIf.difference')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('whatIf.before')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('whatIf.after')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {KINDS.flatMap((kind) =>
            result[kind].map(({ household, before, after }) => (
              <Table.Row key={household.id}>
                <Table.HeaderCell scope="row">{household.reference}</Table.HeaderCell>
                <Table.Cell>{text(`whatIf.${kind}`)}</Table.Cell>
                <Table.Cell>{before?.reference ?? text('roundCases.noDwelling')}</Table.Cell>
                <Table.Cell>{after?.reference ?? text('roundCases.noDwelling')}</Table.Cell>
              </Table.Row>
            )),
          )}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function Places({ places }: { readonly places: Result['places'] }): ReactNode {
  const text = useText();
  const cap = (points: number | null): string => (points === null ? text('whatIf.noCap') : String(points));
  return (
    <ScrollBox label={text('whatIf.placesCaption')}>
      <Table zebra data-size="sm">
        <caption>{text('whatIf.placesCaption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('whatIf.place')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('whatIf.before')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('whatIf.after')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('whatIf.cap')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {places.map((place) => (
            <Table.Row key={place.placeId}>
              <Table.HeaderCell scope="row">{place.name}</Table.HeaderCell>
              <Table.Cell className="bt-number">{place.before}</Table.Cell>
              <Table.Cell className="bt-number">{place.after}</Table.Cell>
              <Table.Cell>
                {place.capBefore === place.capAfter
                  ? cap(place.capAfter)
                  : text('whatIf.capChanged', {
                      before: cap(place.capBefore),
                      after: cap(place.capAfter),
                    })}
                {place.capAfter !== null && place.after > place.capAfter && (
                  <span className="bt-note">{text('whatIf.over')}</span>
                )}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
