import { useIntl } from 'react-intl';

/** A function that says in words what was done and about what; a code that has no words stays a code. */
export function useLogWords(): { action: (action: string) => string; object: (kind: string) => string } {
  const intl = useIntl();
  const word = (id: string, otherwise: string): string =>
    id in intl.messages ? intl.formatMessage({ id }) : otherwise;
  const object = (kind: string): string => word(`object.${kind}`, kind);
  return {
    object,
    action: (action) => {
      const verb = action.slice(action.indexOf('.') + 1);
      return word(`verb.${verb}`, verb.replaceAll('-', ' '));
    },
  };
}
