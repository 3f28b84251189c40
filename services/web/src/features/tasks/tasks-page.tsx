import '../rotation/rotation.css';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { CaseTasks } from './case-tasks.tsx';
import { FollowUpTasks } from './follow-up-tasks.tsx';
import { ReviewTasks } from './review-tasks.tsx';

/** What waits for whoever is signed in: tasks of cases, reviews and follow-ups, overdue first. */
export function TasksPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  return (
    <Page title={text('area.tasks')}>
      <Paragraph>
        <Text id="tasks.what" />
      </Paragraph>
      {may(me, 'offers.write') && <CaseTasks />}
      {may(me, 'reviews.write') && <ReviewTasks />}
      {may(me, 'follow-ups.write') && <FollowUpTasks />}
    </Page>
  );
}
