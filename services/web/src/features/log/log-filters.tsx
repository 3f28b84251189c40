import { Button, Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { type LogSearch, readLogSearch } from './log-search.ts';
import { OBJECT_KINDS } from './object-kinds.ts';

/** What one looks for: who, about what, when. It is asked for when one says so, not at each key. */
export function LogFilters({
  search,
  onChange,
}: {
  readonly search: LogSearch;
  readonly onChange: (search: LogSearch) => void;
}): ReactNode {
  const text = useText();
  const kindId = useId();
  const [from, setFrom] = useState(search.from === undefined ? '' : writeDay(search.from));
  const [until, setUntil] = useState(search.until === undefined ? '' : writeDay(search.until));
  const [actor, setActor] = useState(search.actor ?? '');
  const [kind, setKind] = useState(search.objectKind ?? '');
  const wrong = (typed: string): string | undefined =>
    typed.trim() !== '' && parseDay(typed, today()) === undefined ? text('log.noDay') : undefined;
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong(from) !== undefined || wrong(until) !== undefined) return;
    const { view, objectId } = search;
    onChange(
      readLogSearch({
        view,
        objectId,
        actor: actor.trim(),
        objectKind: kind,
        from: parseDay(from, today()),
        until: parseDay(until, today()),
      }),
    );
  };
  return (
    <form className="bt-filters" onSubmit={find} noValidate>
      <Textfield
        label={text('log.actor')}
        value={actor}
        onChange={({ target }) => setActor(target.value)}
        autoComplete="off"
      />
      {search.view === undefined && (
        <Field>
          <Label htmlFor={kindId}>{text('log.object')}</Label>
          <Select id={kindId} value={kind} onChange={({ target }) => setKind(target.value)}>
            <Select.Option value="">{text('filter.all')}</Select.Option>
            {OBJECT_KINDS.map((one) => (
              <Select.Option key={one} value={one}>
                {text(`object.${one}`)}
              </Select.Option>
            ))}
          </Select>
        </Field>
      )}
      <Textfield
        label={text('log.from')}
        value={from}
        error={wrong(from)}
        onChange={({ target }) => setFrom(target.value)}
        autoComplete="off"
      />
      <Textfield
        label={text('log.until')}
        value={until}
        error={wrong(until)}
        onChange={({ target }) => setUntil(target.value)}
        autoComplete="off"
      />
      <div className="bt-actions">
        <Button type="submit" variant="secondary">
          <Text id="log.find" />
        </Button>
        <Button
          type="button"
          variant="tertiary"
          onClick={() => {
            setActor('');
            setKind('');
            setFrom('');
            setUntil('');
            onChange(readLogSearch({ view: search.view }));
          }}
        >
          <Text id="dwellings.reset" />
        </Button>
      </div>
    </form>
  );
}
