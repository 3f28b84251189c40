import type { Schemas } from '@boligtrapp/client';
import { Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { type ReactNode, useMemo } from 'react';
import { idOf, numberOf, withoutUndefined, wordOf } from '../../components/read-search.ts';
import { useText } from '../../i18n/text.tsx';
import { DayFilter } from './day-filter.tsx';
import { ACCESSES, type DwellingSearch, readDwellingSearch } from './dwelling-search.ts';
import { USES } from './dwelling-use.ts';

const TRACKS = ['welfare', 'care'] as const;
const PROGRAMMES = ['ladder', 'housing-first', 'youth'] as const;
const LEVELS = [1, 2, 3, 4, 5] as const;

interface Option {
  readonly value: string | number;
  readonly name: string;
}

/** What one looks for among the dwellings. Each choice works at once and goes back to the first page. */
export function DwellingFilters({
  all,
  search,
  onChange,
}: {
  readonly all: readonly Schemas['Dwelling'][];
  readonly search: DwellingSearch;
  readonly onChange: (search: DwellingSearch) => void;
}): ReactNode {
  const text = useText();
  const areas = useMemo(() => areasOf(all), [all]);
  const bedrooms = useMemo(
    () => [...new Set(all.map((dwelling) => dwelling.bedrooms))].toSorted((a, b) => a - b),
    [all],
  );
  const change = (
    changes: { readonly [Key in keyof DwellingSearch]?: DwellingSearch[Key] | undefined },
  ): void => {
    const { page: _, ...rest } = search;
    onChange(withoutUndefined({ ...rest, ...changes }));
  };
  return (
    <search className="bt-filters">
      <Textfield
        label={text('dwellings.text')}
        value={search.text ?? ''}
        onChange={(event) => change({ text: readDwellingSearch({ text: event.target.value }).text })}
      />
      <Choice
        label={text('dwellings.track')}
        value={search.track}
        options={TRACKS.map((value) => ({ value, name: text(`track.${value}`) }))}
        onChange={(value) => change({ track: wordOf(TRACKS, value) })}
      />
      <Choice
        label={text('ladder.stepHead')}
        value={search.level}
        options={LEVELS.map((value) => ({ value, name: text('ladder.step', { level: value }) }))}
        onChange={(value) => change({ level: numberOf(value, 1, 5) })}
      />
      <Choice
        label={text('dwellings.status')}
        value={search.status}
        options={USES.map((value) => ({ value, name: text(`use.${value}`) }))}
        onChange={(value) => change({ status: wordOf(USES, value) })}
      />
      <Choice
        label={text('dwellings.neighbourhood')}
        value={search.neighbourhood}
        options={areas}
        onChange={(value) => change({ neighbourhood: idOf(value) })}
      />
      <Choice
        label={text('dwellings.bedrooms')}
        value={search.bedrooms}
        options={bedrooms.map((value) => ({ value, name: String(value) }))}
        onChange={(value) => change({ bedrooms: value === '' ? undefined : numberOf(value, 0, 10) })}
      />
      <Choice
        label={text('programmes.head')}
        value={search.programme}
        options={PROGRAMMES.map((value) => ({ value, name: text(`programme.${value}`) }))}
        onChange={(value) => change({ programme: wordOf(PROGRAMMES, value) })}
      />
      <Choice
        label={text('dwellings.accessibility')}
        value={search.access}
        options={ACCESSES.map((value) => ({ value, name: text(`dwellings.access.${value}`) }))}
        onChange={(value) => change({ access: wordOf(ACCESSES, value) })}
      />
      <DayFilter
        label={text('dwellings.vacantFrom')}
        day={search.vacantFrom}
        onDay={(vacantFrom) => change({ vacantFrom })}
      />
      <DayFilter
        label={text('dwellings.vacantUntil')}
        day={search.vacantUntil}
        onDay={(vacantUntil) => change({ vacantUntil })}
      />
    </search>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string | number | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}): ReactNode {
  const text = useText();
  return (
    <Field>
      <Label>{label}</Label>
      <Select value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <Select.Option value="">{text('filter.all')}</Select.Option>
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

function areasOf(all: readonly Schemas['Dwelling'][]): readonly Option[] {
  const names = new Map(all.map(({ neighbourhood }) => [neighbourhood.id, neighbourhood.name]));
  const collator = new Intl.Collator('nb', { numeric: true });
  return [...names]
    .map(([value, name]) => ({ value, name }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
}
