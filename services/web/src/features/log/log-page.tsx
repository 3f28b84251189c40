import '../rotation/rotation.css';
import './log.css';
import { ToggleGroup } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/text.tsx';
import { ChainCheck } from './chain-check.tsx';
import { Changes } from './changes.tsx';
import { LogFilters } from './log-filters.tsx';
import { type LogSearch, readLogSearch } from './log-search.ts';
import { Readings } from './readings.tsx';

const route = getRouteApi('/logg');

/** Who changed what, and who has read about whom. Nothing here can be changed. */
export function LogPage(): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (chosen: LogSearch): void => {
    void navigate({ search: chosen, replace: true });
  };
  const view = search.view ?? 'changes';
  return (
    <Page title={text('area.log')}>
      <ChainCheck />
      <ToggleGroup
        value={view}
        onChange={(chosen) => change(readLogSearch({ view: chosen }))}
        data-toggle-group={text('log.views')}
        data-size="sm"
      >
        <ToggleGroup.Item value="changes">{text('log.changes')}</ToggleGroup.Item>
        <ToggleGroup.Item value="readings">{text('log.readings')}</ToggleGroup.Item>
      </ToggleGroup>
      <LogFilters key={view} search={search} onChange={change} />
      {view === 'changes' ? <Changes search={search} /> : <Readings search={search} />}
    </Page>
  );
}
