import type { Schemas } from '@boligtrapp/client';
import { Heading, Paragraph, ToggleGroup } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { may, useMe } from '../../api/me.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { CaseTable } from './case-table.tsx';
import { DwellingNames } from './dwelling-name.tsx';
import { useCases, useDwellingNames } from './round-queries.ts';
import { readRoundSearch } from './round-search.ts';
import { RulingDialog } from './ruling-dialog.tsx';

const route = getRouteApi('/runder/$roundId');

/** A case about which something is to be said, and the dwelling that was chosen for it in the reasons. */
export interface CaseToRule {
  readonly item: Schemas['RoundCase'];
  readonly dwellingId?: string;
}

/** Every household of a round, one row each, with the proposal and what the committee says of it. */
export function RoundCases({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const cases = useCases(round.id);
  return (
    <section className="bt-section" aria-labelledby="cases">
      <Heading level={2} data-size="sm" id="cases">
        <Text id="cases.title" />
      </Heading>
      <QueryState query={cases}>{(items) => <Cases round={round} items={items} />}</QueryState>
    </section>
  );
}

interface CasesProps {
  readonly round: Schemas['Round'];
  readonly items: readonly Schemas['RoundCase'][];
}

function Cases({ round, items }: CasesProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const me = useMe();
  const names = useDwellingNames(round.id);
  const [toRule, setToRule] = useState<CaseToRule>();
  // As it is now: somebody else may have changed it since the dialog was opened.
  const ruled = items.find(({ householdId }) => householdId === toRule?.item.householdId);
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = items.filter((item) => isShown(item, show));
  const placed = items.filter(({ proposedDwellingId }) => proposedDwellingId !== null).length;
  const mayRule = round.state === 'proposed' && may(me.data ?? null, 'decisions.write');
  return (
    <DwellingNames value={names}>
      <Paragraph>
        {text('roundCases.sum', { count: items.length, placed, unplaced: items.length - placed })}
      </Paragraph>
      <ToggleGroup
        value={show ?? 'all'}
        onChange={(value) => void navigate({ search: readRoundSearch({ show: value }), replace: true })}
        data-toggle-group={text('roundCases.show')}
        data-size="sm"
      >
        {(['all', 'placed', 'unplaced', 'ruled'] as const).map((each) => (
          <ToggleGroup.Item key={each} value={each}>
            {text(`roundCases.show.${each}`)}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup>
      <Paragraph role="status">
        {text('roundCases.shown', { shown: shown.length, count: items.length })}
      </Paragraph>
      {shown.length === 0 ? (
        <Paragraph>
          <Text id="cases.none" />
        </Paragraph>
      ) : (
        <CaseTable round={round} items={shown} onRule={mayRule ? setToRule : undefined} />
      )}
      {toRule !== undefined && ruled !== undefined && (
        <RulingDialog
          roundId={round.id}
          {...toRule}
          item={ruled}
          onClose={() => setToRule(undefined)}
          onDone={(message) => {
            setToRule(undefined);
            announce(message);
          }}
        />
      )}
    </DwellingNames>
  );
}

function isShown({ proposedDwellingId, ruling }: Schemas['RoundCase'], show: string | undefined): boolean {
  if (show === 'placed') return proposedDwellingId !== null;
  if (show === 'unplaced') return proposedDwellingId === null;
  return show !== 'ruled' || (ruling !== null && ruling.outcome !== 'accepted');
}
