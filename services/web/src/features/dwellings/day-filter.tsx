import { Textfield } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useState } from 'react';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';

/** A day that one looks from or until; works as soon as it is one, and says so where it is none. */
export function DayFilter({
  label,
  day,
  onDay,
}: {
  readonly label: string;
  readonly day: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}): ReactNode {
  const text = useText();
  const written = day === undefined ? '' : writeDay(day);
  const [typed, setTyped] = useState(written);
  // A filter that is taken away by its chip is gone here, too.
  useEffect(() => setTyped(written), [written]);
  const isWrong = typed !== '' && parseDay(typed, today()) === undefined;
  return (
    <Textfield
      label={label}
      value={typed}
      autoComplete="off"
      error={isWrong && typed !== written ? text('form.noDay', { field: label }) : undefined}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        const found = parseDay(typed, today());
        if (found !== undefined || typed === '') onDay(found);
      }}
      onKeyDown={({ key }) => {
        if (key !== 'Enter') return;
        const found = parseDay(typed, today());
        if (found !== undefined || typed === '') onDay(found);
      }}
    />
  );
}
