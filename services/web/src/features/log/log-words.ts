import { useIntl } from 'react-intl';

/** Words for the codes of the log. */
export interface LogWords {
  /** What was done, by the code of the action. */
  readonly action: (action: string) => string;
  /** What it was done to, by the code of its kind. */
  readonly object: (kind: string) => string;
  /** What was opened, by the code of the reading. */
  readonly operation: (operation: string) => string;
  /** A word of ours among the values; undefined for any other. */
  readonly value: (value: string) => string | undefined;
}

/** Words for the codes of the log. The codes themselves stand in the technical details. */
export function useLogWords(): LogWords {
  const intl = useIntl();
  const word = (id: string): string | undefined =>
    id in intl.messages ? intl.formatMessage({ id }) : undefined;
  const other = (id: string): string => intl.formatMessage({ id });
  return {
    object: (kind) => word(`object.${kind}`) ?? other('log.otherObject'),
    action: (action) => word(`verb.${action.slice(action.indexOf('.') + 1)}`) ?? other('verb.other'),
    operation: (operation) => word(`operation.${operation}`) ?? other('log.otherOperation'),
    value: (value) => word(`value.${value}`),
  };
}
