import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useText } from '../../i18n/text.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';
import { OfferReasonDialog } from './offer-reason-dialog.tsx';

const REASONS = [
  'area',
  'size',
  'standard',
  'rent',
  'accessibility',
  'found-another',
  'not-stated',
  'other',
] as const satisfies readonly Schemas['OfferDecline']['reasonCode'][];

const TEXTS = {
  title: 'offers.declineOf',
  what: 'offers.declineWhat',
  save: 'offers.saveDecline',
  done: 'offers.declined',
} as const;

/** The household says no, and why. */
export function DeclineDialog(props: OfferDialogProps): ReactNode {
  const text = useText();
  return (
    <OfferReasonDialog
      {...props}
      reasons={REASONS}
      nameOf={(reason) => text(`offer.reason.${reason}`)}
      texts={TEXTS}
      send={async (reasonCode, key) =>
        await api.POST('/v1/offers/{offerId}/decline', {
          params: { path: { offerId: props.offer.id }, header: { 'idempotency-key': key } },
          body: { reasonCode },
        })
      }
    />
  );
}
