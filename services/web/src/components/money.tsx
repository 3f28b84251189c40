import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';

const ORE_PER_KRONE = 100;

/** An amount in kroner, of øre. */
export function Money({ ore }: { readonly ore: number }): ReactNode {
  return useIntl().formatNumber(ore / ORE_PER_KRONE, { style: 'currency', currency: 'NOK' });
}
