import './rotation.css';
import { ToggleGroup } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/text.tsx';
import { NightStatus } from '../overview/night-status.tsx';
import { CalendarLinks } from './calendar-links.tsx';
import { Findings } from './findings.tsx';
import { Nights } from './nights.tsx';
import { RotationLeases } from './rotation-leases.tsx';
import { ROTATION_VIEWS, type RotationSearch, readRotationSearch, viewOf } from './rotation-search.ts';

const route = getRouteApi('/rullering');

/** Leases that end, what the nights found about them, and the nights themselves. */
export function RotationPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (chosen: RotationSearch): void => {
    void navigate({ search: chosen, replace: true });
  };
  const view = viewOf(search);
  const views = ROTATION_VIEWS.filter(
    (one) => one === 'findings' || one === 'nights' || may(me, 'leases.read'),
  );
  return (
    <Page title={text('area.rotation')}>
      <NightStatus />
      <div className="bt-actions">
        <ToggleGroup
          value={view}
          onChange={(chosen) => {
            const { urgency: _, page: __, ...rest } = search;
            void navigate({ search: readRotationSearch({ ...rest, view: chosen }) });
          }}
          data-toggle-group={text('rotation.views')}
          data-size="sm"
        >
          {views.map((one) => (
            <ToggleGroup.Item key={one} value={one}>
              {text(`rotation.view.${one}`)}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup>
        {may(me, 'reports.write') && <CalendarLinks />}
      </div>
      {view === 'board' || view === 'list' ? (
        <RotationLeases as={view} search={search} onChange={change} />
      ) : view === 'findings' ? (
        <Findings search={search} onChange={change} />
      ) : (
        <Nights />
      )}
    </Page>
  );
}
