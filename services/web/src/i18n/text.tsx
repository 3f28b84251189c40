import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './messages/nb.ts';

type Values = Readonly<Record<string, string | number>>;

/** A function that gives texts in the chosen language; an id that no catalogue has does not compile. */
export function useText(): (id: MessageId, values?: Values) => string {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id }, values);
}

/** One text of the catalogue. */
export function Text({ id, values }: { readonly id: MessageId; readonly values?: Values }): ReactNode {
  return useText()(id, values);
}
