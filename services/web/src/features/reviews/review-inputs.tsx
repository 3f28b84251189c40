import type { Schemas } from '@boligtrapp/client';
import { List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { RecordAssessment, RecordRent, RecordWish } from './record-input.tsx';

type Input = Schemas['ReviewDetails']['inputs'][number];

const KINDS = ['wish', 'assessment', 'rent'] as const;

/** What the review rests on, the newest of each kind first, and what is to be taken in. */
export function ReviewInputs({ review }: { readonly review: Schemas['ReviewDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const mayRecord = may(me, 'reviews.write') && review.allowedActions.includes('record');
  return (
    <Section title={text('review.inputs')}>
      {review.inputs.length === 0 && (
        <Paragraph>
          <Text id="review.noInputs" />
        </Paragraph>
      )}
      <List.Unordered>
        {review.inputs.map((input) => (
          <List.Item key={input.id}>
            <InputText input={input} /> (<Day date={input.asOf} />, {input.recordedBy})
          </List.Item>
        ))}
      </List.Unordered>
      {mayRecord && (
        <div className="bt-actions">
          {KINDS.map((kind) => (
            <DialogButton key={kind} label={text(`review.record.${kind}`)}>
              {(close) =>
                kind === 'wish' ? (
                  <RecordWish review={review} close={close} />
                ) : kind === 'rent' ? (
                  <RecordRent review={review} close={close} />
                ) : (
                  <RecordAssessment review={review} close={close} />
                )
              }
            </DialogButton>
          ))}
        </div>
      )}
    </Section>
  );
}

function InputText({ input }: { readonly input: Input }): ReactNode {
  const text = useText();
  const { wish, arrears, remark, stillQualifies } = input;
  return (
    <>
      <strong>{text(`reviewInput.${input.kind}`)}</strong>: {wish !== null && text(`wish.${wish}`)}
      {arrears !== null && text(`arrears.${arrears}`)}
      {stillQualifies !== null && text(stillQualifies ? 'review.qualifies' : 'review.qualifiesNot')}
      {remark !== null && ` – ${remark}`}
    </>
  );
}
