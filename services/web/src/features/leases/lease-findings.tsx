import type { Schemas } from '@boligtrapp/client';
import { List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE } from '../../api/read-all-pages.ts';
import { Day } from '../../components/day.tsx';
import { lawText } from '../../components/law-text.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LightTag } from '../rotation/light-tag.tsx';

/** What the nights found about a lease and nobody has settled. */
export function LeaseFindings({ leaseId }: { readonly leaseId: string }): ReactNode {
  const text = useText();
  const flags = useQuery({
    queryKey: ['rotation-flags', 'lease', leaseId],
    queryFn: async () => {
      const query = { leaseId, isOpen: true, limit: LARGEST_PAGE };
      return await answerOf(api.GET('/v1/rotation-flags', { params: { query } }));
    },
  });
  return (
    <Section title={text('lease.findings')}>
      <QueryState query={flags}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="lease.noFindings" />
            </Paragraph>
          ) : (
            <List.Unordered>
              {nearestSteps(items).map((flag) => (
                <List.Item key={flag.id}>
                  <LightTag light={flag.urgency} /> {text(`flag.${flag.kind}`, { step: flag.step ?? 0 })}
                  {', '}
                  <Day date={flag.dueOn} />
                  {flag.lawRefs.length > 0 && (
                    <span className="bt-note">{flag.lawRefs.map(lawText).join(', ')}</span>
                  )}
                </List.Item>
              ))}
            </List.Unordered>
          )
        }
      </QueryState>
    </Section>
  );
}

/** Of the steps towards one day, the last that was reached: the ones before it say no more. */
function nearestSteps(flags: readonly Schemas['RotationFlag'][]): readonly Schemas['RotationFlag'][] {
  return flags.filter(
    ({ kind, step }) =>
      step === null || !flags.some((other) => other.kind === kind && (other.step ?? step) < step),
  );
}
