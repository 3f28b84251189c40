import { Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useMemo } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import {
  useApplications,
  useAssessments,
  useCaseAppeals,
  useCaseLeases,
  useCaseOffers,
  useDecisions,
  useEntitlements,
} from './case-queries.ts';
import { type Happening, timelineOf } from './timeline.ts';

/** What happened in the case, as far as the reader may see it, the newest first. */
export function TimelineSection({
  householdId,
  me,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const applications = useApplications(householdId, may(me, 'applications.read')).data?.items;
  const assessments = useAssessments(householdId, may(me, 'assessments.read')).data?.items;
  const decisions = useDecisions(householdId, may(me, 'decisions.read')).data?.items;
  const offers = useCaseOffers(householdId, may(me, 'offers.read')).data?.items;
  const leases = useCaseLeases(householdId, may(me, 'leases.read')).data?.items;
  const appeals = useCaseAppeals(householdId, may(me, 'appeals.read')).data?.items;
  const entitlements = useEntitlements(householdId, applications?.map(({ id }) => id) ?? []);
  const happenings = useMemo(
    () =>
      timelineOf({
        applications: applications ?? [],
        assessments: assessments ?? [],
        decisions: decisions ?? [],
        offers: offers ?? [],
        leases: leases ?? [],
        appeals: appeals ?? [],
        entitlements,
      }),
    [applications, assessments, decisions, offers, leases, appeals, entitlements],
  );
  return (
    <Section title={text('case.timeline')}>
      {happenings.length === 0 ? (
        <Paragraph>
          <Text id="case.nothingHappened" />
        </Paragraph>
      ) : (
        <ol className="bt-timeline">
          {happenings.map((happening) => (
            <li key={happening.key}>
              <Day date={happening.on} />
              <span>
                <What happening={happening} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function What({ happening: { what } }: { readonly happening: Happening }): ReactNode {
  const text = useText();
  switch (what.kind) {
    case 'application':
      return text('happened.application', { state: text(`application.state.${what.application.status}`) });
    case 'assessment':
      return text('happened.assessment', {
        version: what.assessment.versionNumber,
        track: text(`track.${what.assessment.track}`),
        step: text('ladder.step', { level: what.assessment.level }),
      });
    case 'entitlement':
      return text('happened.entitlement', {
        about: text(`entitlement.track.${what.entitlement.decisionTrack}`),
        outcome: text(`entitlement.outcome.${what.entitlement.outcome}`),
      });
    case 'decision':
      return [
        text(`decision.outcome.${what.decision.outcome}`),
        ...(what.decision.dwellingReference === null ? [] : [what.decision.dwellingReference]),
        ...(what.decision.correctedById === null ? [] : [text('entitlement.corrected')]),
      ].join(', ');
    case 'offer-sent':
      return text('happened.offerSent', { dwelling: what.offer.dwellingReference });
    case 'offer-ended':
      return text('happened.offerEnded', {
        dwelling: what.offer.dwellingReference,
        state: text(`offer.state.${what.offer.state}`),
      });
    case 'lease-begun':
      return text('happened.leaseBegun', { dwelling: what.lease.dwellingReference });
    case 'lease-closed':
      return text('happened.leaseClosed', { dwelling: what.lease.dwellingReference });
    case 'appeal':
      return text('happened.appeal', { state: text(`appeal.state.${what.appeal.state}`) });
  }
}
