import { Heading, Paragraph, ToggleGroup } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { Attention } from './attention.tsx';
import { useForecast, useLadder, useVacantIds } from './ladder-queries.ts';
import { LadderSteps } from './ladder-steps.tsx';
import { LadderTable } from './ladder-table.tsx';
import { NightStatus } from './night-status.tsx';
import { ProgrammeTable } from './programme-table.tsx';
import { vacanciesToCome } from './shortage.ts';

const TRACKS = ['welfare', 'care'] as const;
const KEY = 'boligtrapp.ladder-as';

/** The two ladders, and what cannot wait. */
export function OverviewPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const ladder = useLadder();
  const forecast = useForecast(may(me, 'rotation.read'));
  const vacant = useVacantIds(may(me, 'rotation.read'));
  const [form, setForm] = useState(() => (localStorage.getItem(KEY) === 'table' ? 'table' : 'steps'));
  const choose = (chosen: string): void => {
    localStorage.setItem(KEY, chosen);
    setForm(chosen);
  };
  const vacancies =
    forecast.data === undefined || vacant.data === undefined
      ? null
      : vacanciesToCome(forecast.data.vacancies, vacant.data);
  return (
    <Page title={text('area.overview')}>
      <NightStatus />
      <Attention />
      <ToggleGroup value={form} onChange={choose} data-toggle-group={text('ladder.form')} data-size="sm">
        <ToggleGroup.Item value="steps">{text('ladder.asSteps')}</ToggleGroup.Item>
        <ToggleGroup.Item value="table">{text('ladder.asTable')}</ToggleGroup.Item>
      </ToggleGroup>
      <QueryState query={ladder}>
        {({ steps }) => (
          <>
            {TRACKS.map((track) => {
              const own = steps.filter((step) => step.track === track && step.programme === 'ladder');
              const drawing = { steps: own, vacancies, seesQueue: may(me, 'queue.read') };
              const name = text(`track.${track}`);
              return (
                <section key={track} aria-labelledby={`track-${track}`}>
                  <Heading level={2} data-size="sm" id={`track-${track}`}>
                    {name}
                  </Heading>
                  {form === 'table' ? (
                    <LadderTable {...drawing} caption={text('ladder.caption', { track: name })} />
                  ) : (
                    <LadderSteps {...drawing} />
                  )}
                </section>
              );
            })}
            <ProgrammeTable
              steps={steps.filter(({ programme, stock }) => programme !== 'ladder' && stock > 0)}
            />
          </>
        )}
      </QueryState>
      {forecast.data !== undefined && (
        <Paragraph data-size="sm">
          <Text id="ladder.horizon" /> <Day date={forecast.data.until} />.
        </Paragraph>
      )}
    </Page>
  );
}
