import type { Schemas } from '@boligtrapp/client';
import { Button, Chip, Paragraph, Table } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { Page } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { writeDay } from '../../components/parse-day.ts';
import { PlainLink } from '../../components/plain-link.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { SortHeader } from '../../components/sort-header.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { chooseDwellings } from './choose-dwellings.ts';
import { DwellingFilters } from './dwelling-filters.tsx';
import { DWELLING_COLUMNS, type DwellingSearch } from './dwelling-search.ts';
import { useOf } from './dwelling-use.ts';
import { ExportButtons } from './export-buttons.tsx';
import { NeighbourhoodMap } from './neighbourhood-map.tsx';
import './dwellings.css';

const ROWS_PER_PAGE = 50;
const route = getRouteApi('/boliger');
const NUMBERS: ReadonlySet<string> = new Set(['bedrooms', 'area']);

/** Every dwelling, by what one looks for. */
export function DwellingsPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const dwellings = useQuery({ queryKey: ['dwellings'], queryFn: readDwellings, staleTime: 60_000 });
  return (
    <Page title={text('area.dwellings')}>
      {may(me, 'imports.read') && (
        <p>
          <PlainLink href="/boliger/importer">
            <Text id="imports.link" />
          </PlainLink>
        </p>
      )}
      <QueryState query={dwellings}>{(all) => <DwellingList all={all} />}</QueryState>
    </Page>
  );
}

async function readDwellings(): Promise<readonly Schemas['Dwelling'][]> {
  return await readAllPages(async (cursor) => {
    const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
    return (await api.GET('/v1/dwellings', { params: { query } })).data;
  });
}

function DwellingList({ all }: { readonly all: readonly Schemas['Dwelling'][] }): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (chosen: DwellingSearch): void => {
    void navigate({ search: chosen, replace: true });
  };
  const chosen = chooseDwellings(all, search);
  const pageCount = Math.max(1, Math.ceil(chosen.length / ROWS_PER_PAGE));
  const page = Math.min(search.page ?? 1, pageCount);
  const rows = chosen.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE);
  return (
    <>
      <NeighbourhoodMap search={search} onChange={choose} />
      <DwellingFilters all={all} search={search} onChange={choose} />
      <ActiveFilters all={all} search={search} onChange={choose} />
      <Paragraph role="status">
        {text('dwellings.count', { count: chosen.length, all: all.length })}
      </Paragraph>
      {chosen.length === 0 ? (
        <Paragraph>
          <Text id="dwellings.none" />
        </Paragraph>
      ) : (
        <>
          <ExportButtons dwellings={chosen} />
          <DwellingTable rows={rows} search={search} onChange={choose} />
        </>
      )}
      <Pager page={page} pageCount={pageCount} onPage={(next) => choose({ ...search, page: next })} />
    </>
  );
}

interface Choosing {
  readonly search: DwellingSearch;
  readonly onChange: (search: DwellingSearch) => void;
}

function ActiveFilters({
  all,
  search,
  onChange,
}: Choosing & { readonly all: readonly Schemas['Dwelling'][] }): ReactNode {
  const text = useText();
  const { sort: _sort, descending: _descending, page: _page, ...filters } = search;
  const names = Object.keys(filters);
  if (names.length === 0) return null;
  const area = all.find(({ neighbourhood }) => neighbourhood.id === search.neighbourhood)?.neighbourhood.name;
  const values: Readonly<Record<string, string | undefined>> = {
    text: search.text === undefined ? undefined : `«${search.text}»`,
    track: search.track === undefined ? undefined : text(`track.${search.track}`),
    level: search.level === undefined ? undefined : text('ladder.step', { level: search.level }),
    programme: search.programme === undefined ? undefined : text(`programme.${search.programme}`),
    status: search.status === undefined ? undefined : text(`use.${search.status}`),
    access: search.access === undefined ? undefined : text(`dwellings.access.${search.access}`),
    vacantFrom:
      search.vacantFrom === undefined
        ? undefined
        : text('dwellings.vacantFromChip', { day: writeDay(search.vacantFrom) }),
    vacantUntil:
      search.vacantUntil === undefined
        ? undefined
        : text('dwellings.vacantUntilChip', { day: writeDay(search.vacantUntil) }),
    neighbourhood: area ?? text('dwellings.unknownArea'),
    bedrooms:
      search.bedrooms === undefined ? undefined : text('dwellings.bedroomCount', { count: search.bedrooms }),
  };
  return (
    <div className="bt-chips" role="group" aria-label={text('dwellings.activeFilters')}>
      {names.map((name) => (
        <Chip.Removable
          key={name}
          aria-label={text('dwellings.removeFilter', { name: values[name] ?? '' })}
          onClick={() => onChange(without(search, name))}
        >
          {values[name]}
        </Chip.Removable>
      ))}
      <Button variant="tertiary" data-size="sm" onClick={() => onChange({})}>
        <Text id="dwellings.reset" />
      </Button>
    </div>
  );
}

function without(search: DwellingSearch, name: string): DwellingSearch {
  return Object.fromEntries(Object.entries(search).filter(([key]) => key !== name && key !== 'page'));
}

function DwellingTable({
  rows,
  search,
  onChange,
}: Choosing & { readonly rows: readonly Schemas['Dwelling'][] }): ReactNode {
  const text = useText();
  const sorting = { by: search.sort ?? 'reference', descending: search.descending === true } as const;
  return (
    <ScrollBox label={text('area.dwellings')}>
      <Table zebra data-size="sm">
        <caption>{text('dwellings.caption')}</caption>
        <Table.Head>
          <Table.Row>
            {DWELLING_COLUMNS.map((column) => (
              <SortHeader
                key={column}
                column={column}
                sorting={sorting}
                {...(NUMBERS.has(column) ? { className: 'bt-number' } : {})}
                onSort={({ by, descending }) => {
                  const { descending: _, ...rest } = search;
                  onChange({ ...rest, sort: by, ...(descending ? { descending } : {}) });
                }}
              >
                {text(`dwellings.${column}`)}
              </SortHeader>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {rows.map((row) => (
            <DwellingRow key={row.id} row={row} />
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

/** Drawn anew only when the dwelling is another one: a filter changes few of the rows that are seen. */
const DwellingRow = memo(function DwellingRow({ row }: { readonly row: Schemas['Dwelling'] }): ReactNode {
  const text = useText();
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        <PlainLink href={`/boliger/${row.id}`}>{row.reference}</PlainLink>
      </Table.HeaderCell>
      <Table.Cell>{row.building.name}</Table.Cell>
      <Table.Cell>
        <PlainLink href={`/omrader/${row.neighbourhood.id}`}>{row.neighbourhood.name}</PlainLink>
      </Table.Cell>
      <Table.Cell>
        {row.programme === 'ladder' ? text(`track.${row.track}`) : text(`programme.${row.programme}`)},{' '}
        {text('ladder.step', { level: row.level })}
      </Table.Cell>
      <Table.Cell className="bt-number">{row.bedrooms}</Table.Cell>
      <Table.Cell className="bt-number">{text('dwellings.squareMetres', { area: row.areaM2 })}</Table.Cell>
      <Table.Cell>{text(`use.${useOf(row)}`)}</Table.Cell>
    </Table.Row>
  );
});
