import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useText } from '../../i18n/text.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';
import { OfferReasonDialog } from './offer-reason-dialog.tsx';

const REASONS = [
  'dwelling-unavailable',
  'circumstances-changed',
  'made-in-error',
] as const satisfies readonly Schemas['OfferWithdrawal']['reasonCode'][];

const TEXTS = {
  title: 'offers.withdrawOf',
  what: 'offers.withdrawWhat',
  save: 'offers.saveWithdraw',
  done: 'offers.withdrawn',
} as const;

/** The municipality takes an offer back, and why. */
export function WithdrawOfferDialog(props: OfferDialogProps): ReactNode {
  const text = useText();
  return (
    <OfferReasonDialog
      {...props}
      reasons={REASONS}
      nameOf={(reason) => text(`offer.reason.${reason}`)}
      texts={TEXTS}
      send={async (reasonCode, key) =>
        await api.POST('/v1/offers/{offerId}/withdraw', {
          params: { path: { offerId: props.offer.id }, header: { 'idempotency-key': key } },
          body: { reasonCode },
        })
      }
    />
  );
}
