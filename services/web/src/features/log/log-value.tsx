import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value of the log as people read it: days as days, lists as lists. */
export function LogValue({ value }: { readonly value: unknown }): ReactNode {
  const text = useText();
  if (value === null || value === undefined) return <Text id="log.nothing" />;
  if (typeof value === 'boolean') return text(value ? 'answer.yes' : 'answer.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (DAY.test(value)) return <Day date={value} />;
    return INSTANT.test(value) ? <Instant at={value} /> : value;
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (entries.length === 0) return <Text id="log.nothing" />;
  return (
    <ul className="bt-values">
      {entries.map(([key, part]) => (
        <li key={key}>
          {!Array.isArray(value) && <code>{key}: </code>}
          <LogValue value={part} />
        </li>
      ))}
    </ul>
  );
}

/** What was changed: each part that is another one, before → after. */
export function LogChange({
  before,
  after,
}: {
  readonly before: object | null;
  readonly after: object | null;
}): ReactNode {
  const [was, is] = [partsOf(before), partsOf(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
  );
  if (keys.length === 0) return null;
  return (
    <ul className="bt-values">
      {keys.map((key) => (
        <li key={key}>
          <code>{key}</code>: {was.has(key) && <LogValue value={was.get(key)} />}
          {was.has(key) && ' → '}
          <LogValue value={is.get(key)} />
        </li>
      ))}
    </ul>
  );
}

function partsOf(value: object | null): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(value ?? {}));
}
