import '../rotation/rotation.css';
import './gap.css';
import type { Schemas } from '@boligtrapp/client';
import { Field, Label, List, Paragraph, Select, ToggleGroup } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { GapHeatMap } from './gap-heat-map.tsx';
import { gapMatrix } from './gap-matrix.ts';
import { type GapSearch, HORIZONS, readGapSearch } from './gap-search.ts';
import { GapTable } from './gap-table.tsx';

const route = getRouteApi('/kapasitetsgap');
const YEAR = 12;
const ASSUMPTIONS = ['need', 'bedrooms', 'area', 'supply', 'expected', 'programmes'] as const;

/** What is needed and what there is: step by bedrooms, per ladder and area. */
export function GapPage(): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const { months = YEAR } = search;
  const gap = useQuery({
    queryKey: ['capacity-gap', months],
    queryFn: async () => await answerOf(api.GET('/v1/capacity-gap', { params: { query: { months } } })),
  });
  return (
    <Page title={text('area.gap')}>
      <Paragraph>
        <Text id="gap.what" />
      </Paragraph>
      <QueryState query={gap}>{(data) => <Gap gap={data} />}</QueryState>
    </Page>
  );
}

function Gap({ gap }: { readonly gap: Schemas['CapacityGap'] }): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const { track = 'welfare', neighbourhood } = search;
  const cells = gap.cells.filter(
    (cell) => cell.track === track && (neighbourhood === undefined || cell.neighbourhoodId === neighbourhood),
  );
  const matrix = gapMatrix(cells);
  const shown = { ...search, track, months: search.months ?? YEAR } as const;
  return (
    <>
      <Filters areas={gap.areas} />
      {matrix.bedrooms.length === 0 ? (
        <Paragraph>
          <Text id="gap.none" />
        </Paragraph>
      ) : search.view === 'table' ? (
        <GapTable matrix={matrix} search={shown} />
      ) : (
        <GapHeatMap matrix={matrix} search={shown} />
      )}
      <Files search={shown} />
      <Section title={text('gap.assumptions')}>
        <Paragraph data-size="sm">
          {text('gap.asOf')} <Day date={gap.on} />. {text('gap.until')} <Day date={gap.until} />.
        </Paragraph>
        <List.Unordered>
          {ASSUMPTIONS.map((assumption) => (
            <List.Item key={assumption}>{text(`gap.assumption.${assumption}`)}</List.Item>
          ))}
        </List.Unordered>
      </Section>
    </>
  );
}

/** The same figures as files, of the ladder, the area and the horizon that are shown. */
function Files({ search }: { readonly search: GapSearch }): ReactNode {
  const text = useText();
  const { track = 'welfare', months = YEAR, neighbourhood } = search;
  const query = new URLSearchParams({
    track,
    months: String(months),
    ...(neighbourhood === undefined ? {} : { neighbourhoodId: neighbourhood }),
  }).toString();
  return (
    <>
      <div className="bt-actions">
        <a className="ds-button" data-variant="secondary" href={`/v1/capacity-gap/xlsx?${query}`} download>
          {text('gap.asXlsx')}
        </a>
        <a className="ds-button" data-variant="secondary" href={`/v1/capacity-gap/pdf?${query}`} download>
          {text('gap.asPdf')}
        </a>
      </div>
      <Paragraph data-size="sm">
        <Text id="gap.fileNote" />
      </Paragraph>
    </>
  );
}

function Filters({ areas }: { readonly areas: Schemas['CapacityGap']['areas'] }): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [horizonId, areaId] = [useId(), useId()];
  const change = (part: Readonly<Record<string, unknown>>): void => {
    const chosen: GapSearch = readGapSearch({ ...search, ...part });
    void navigate({ search: chosen, replace: true });
  };
  const byName = areas.toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  return (
    <>
      <div className="bt-actions">
        <ToggleGroup
          value={search.track ?? 'welfare'}
          onChange={(track) => change({ track })}
          data-toggle-group={text('dwellings.track')}
          data-size="sm"
        >
          <ToggleGroup.Item value="welfare">{text('track.welfare')}</ToggleGroup.Item>
          <ToggleGroup.Item value="care">{text('track.care')}</ToggleGroup.Item>
        </ToggleGroup>
        <ToggleGroup
          value={search.view ?? 'map'}
          onChange={(view) => change({ view })}
          data-toggle-group={text('gap.form')}
          data-size="sm"
        >
          <ToggleGroup.Item value="map">{text('gap.asMap')}</ToggleGroup.Item>
          <ToggleGroup.Item value="table">{text('ladder.asTable')}</ToggleGroup.Item>
        </ToggleGroup>
      </div>
      <div className="bt-filters">
        <Field>
          <Label htmlFor={horizonId}>{text('gap.horizon')}</Label>
          <Select
            id={horizonId}
            value={String(search.months ?? YEAR)}
            onChange={({ target }) => change({ months: Number(target.value) })}
          >
            {HORIZONS.map((months) => (
              <Select.Option key={months} value={String(months)}>
                {text('unit.months', { count: months })}
              </Select.Option>
            ))}
          </Select>
        </Field>
        <Field>
          <Label htmlFor={areaId}>{text('dwellings.neighbourhood')}</Label>
          <Select
            id={areaId}
            value={search.neighbourhood ?? ''}
            onChange={({ target }) => change({ neighbourhood: target.value })}
          >
            <Select.Option value="">{text('gap.everywhere')}</Select.Option>
            {byName.map(({ id, name }) => (
              <Select.Option key={id} value={id}>
                {name}
              </Select.Option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}
