import { useIntl } from 'react-intl';

/** A function that names a role; what the service itself does has the role that it says. */
export function useRoleName(): (role: string) => string {
  const intl = useIntl();
  return (role) => (`role.${role}` in intl.messages ? intl.formatMessage({ id: `role.${role}` }) : role);
}
