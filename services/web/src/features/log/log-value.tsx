import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { isLogField, LOG_FIELDS, type LogField } from './log-fields.ts';
import { LogLink } from './log-link.tsx';
import { useLogWords } from './log-words.ts';

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

interface ChangeProps {
  readonly before: object | null;
  readonly after: object | null;
}

/** What was changed, in words: each part that has a name and is another one, before → after. */
export function LogChange({ before, after }: ChangeProps): ReactNode {
  const words = useLogWords();
  const [was, is] = [partsOf(before), partsOf(after)];
  const fields = changedKeys(was, is).flatMap((key) => (isLogField(key) ? key : []));
  // A word of ours that nobody has written yet is no word: it stands in the technical details.
  const isSaid = (key: LogField): boolean =>
    LOG_FIELDS[key] !== 'word' ||
    [was.get(key), is.get(key)].every(
      (value) => typeof value !== 'string' || words.value(value) !== undefined,
    );
  const said = fields.filter(isSaid);
  if (said.length === 0) return null;
  return (
    <ul className="bt-values">
      {said.map((key) => (
        <li key={key}>
          {words.field(key)}: {was.has(key) && <Part field={key} value={was.get(key)} />}
          {was.has(key) && ' → '}
          <Part field={key} value={is.get(key)} />
        </li>
      ))}
    </ul>
  );
}

function Part({ field, value }: { readonly field: LogField; readonly value: unknown }): ReactNode {
  const text = useText();
  const words = useLogWords();
  const kind = LOG_FIELDS[field];
  if (Array.isArray(value)) return text('log.several', { count: value.length });
  if (typeof value !== 'string' || kind === 'text') return <LogValue value={value} />;
  if (kind === 'word') return words.value(value) ?? '';
  return <LogLink kind={kind} id={value} name={words.object(kind)} />;
}

/** Everything that was changed, by the names that the product has for it. */
export function TechnicalChange({ before, after }: ChangeProps): ReactNode {
  const [was, is] = [partsOf(before), partsOf(after)];
  const keys = changedKeys(was, is);
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

function changedKeys(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
  );
}

function partsOf(value: object | null): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(value ?? {}));
}
