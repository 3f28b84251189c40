import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/api.ts';
import { type Me, may } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { type SuccessionAction, SuccessionDialog } from './succession-dialog.tsx';

type Succession = Schemas['Succession'];

/** A job works out who is next within this time of an answer; the page looks again until then. */
const LOOK_AGAIN_MS = 5_000;

/** Who is next in line for a dwelling whose offer ended without a lease: confirmed by one person, decided by another. */
export function Successions({ me }: { readonly me: Me | undefined }): ReactNode {
  const text = useText();
  const [doing, setDoing] = useState<{ readonly what: SuccessionAction; readonly succession: Succession }>();
  const successions = useAnswer(
    ['successions'],
    async () => api.GET('/v1/successions', { params: { query: { limit: 100 } } }),
    true,
    LOOK_AGAIN_MS,
  );
  const columns: readonly Column<Succession>[] = [
    {
      name: text('dwellings.reference'),
      cell: ({ dwellingId, dwellingReference }) => (
        <Link to="/boliger/$dwellingId" params={{ dwellingId }}>
          {dwellingReference}
        </Link>
      ),
    },
    {
      name: text('succession.household'),
      cell: ({ householdId, householdReference }) =>
        may(me, 'households.read') ? (
          <Link to="/saker/$householdId" params={{ householdId }}>
            {householdReference}
          </Link>
        ) : (
          householdReference
        ),
    },
    { name: text('succession.rank'), cell: ({ rank }) => rank, isNumber: true },
    { name: text('succession.proposedOn'), cell: ({ proposedOn }) => <Day date={proposedOn} /> },
    { name: text('dwellings.status'), cell: (succession) => <State succession={succession} /> },
    {
      name: text('case.change'),
      cell: (succession) => (
        <Actions succession={succession} me={me} onDo={(what) => setDoing({ what, succession })} />
      ),
    },
  ];
  return (
    <Section title={text('succession.title')}>
      <Paragraph>
        <Text id="succession.what" />
      </Paragraph>
      <QueryState query={successions}>
        {({ items }) => {
          const open = items.filter(({ state }) => state === 'proposed' || state === 'confirmed');
          return open.length === 0 ? (
            <Paragraph>
              <Text id="succession.none" />
            </Paragraph>
          ) : (
            <SimpleTable
              caption={text('succession.caption')}
              columns={columns}
              rows={open}
              keyOf={({ id }) => id}
            />
          );
        }}
      </QueryState>
      {doing !== undefined && (
        <SuccessionDialog
          what={doing.what}
          succession={doing.succession}
          onClose={() => setDoing(undefined)}
        />
      )}
    </Section>
  );
}

function State({ succession: { state, confirmedBy } }: { readonly succession: Succession }): ReactNode {
  const text = useText();
  return (
    <>
      {text(`succession.state.${state}`)}
      {confirmedBy !== null && (
        <span className="bt-note">{text('succession.confirmedBy', { by: confirmedBy })}</span>
      )}
    </>
  );
}

function Actions({
  succession: { state, confirmedBy, dwellingReference: dwelling },
  me,
  onDo,
}: {
  readonly succession: Succession;
  readonly me: Me | undefined;
  readonly onDo: (what: SuccessionAction) => void;
}): ReactNode {
  const text = useText();
  const actions: readonly SuccessionAction[] = [
    ...(state === 'proposed' && may(me, 'offers.write') ? (['confirm'] as const) : []),
    // Whoever confirmed does not decide: two people stand behind it.
    ...(state === 'confirmed' && may(me, 'decisions.sign') && confirmedBy !== me?.id
      ? (['decide'] as const)
      : []),
    ...(may(me, 'offers.write') ? (['discard'] as const) : []),
  ];
  if (actions.length === 0) return text('succession.waits');
  return (
    <div className="bt-actions">
      {actions.map((what) => (
        <Button
          key={what}
          variant={what === 'discard' ? 'tertiary' : 'secondary'}
          data-size="sm"
          aria-label={text(`succession.${what}Of`, { dwelling })}
          onClick={() => onDo(what)}
        >
          <Text id={`succession.${what}`} />
        </Button>
      ))}
    </div>
  );
}
