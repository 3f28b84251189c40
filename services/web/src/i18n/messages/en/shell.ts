import type { shell as wanted } from '../nb/shell.ts';

/** Texts in English. */
export const shell: Readonly<Record<keyof typeof wanted, string>> = {
  'area.overview': 'Overview',
  'area.dwellings': 'Dwellings',
  'area.queue': 'Applicants in the queue',
  'area.rotation': 'Rotation',
  'shell.skip': 'Skip to main content',
  'shell.areas': 'Areas',
  'shell.language': 'Language',
  'shell.demo': 'Demo',
  'shell.signOut': 'Sign out',
  'shell.accessibility': 'Accessibility',
  'shell.privacy': 'Privacy',
  'shell.version': 'Version {version}',
  'shell.apiDocs': 'Programming interface (API)',
  'role.case-officer': 'Case officer',
  'role.committee': 'Member of the allocation committee',
  'role.housing-manager': 'Housing manager',
  'role.leader': 'Leader',
  'role.auditor': 'Auditor',
  'role.follow-up': 'Follow-up worker',
  'role.integration': 'Another system',
  'state.loading': 'Loading …',
  'state.unreachable': 'Boligtrapp does not answer. What you see may be old.',
  'state.errorCode': 'Error code:',
  'state.retry': 'Try again',
  'filter.all': 'All',
  'pager.label': 'Pages',
  'pager.before': 'Previous',
  'pager.next': 'Next',
  'pager.at': 'Page {page, number} of {pageCount, number}',
  'notFound.title': 'There is no such page',
  'notFound.back': 'To the overview',
  'welcome.title': 'Boligtrapp',
  'welcome.what':
    'Boligtrapp keeps a municipality’s two ladders of dwellings: who waits, which dwellings are vacant, what is proposed and why, and which leases need attention before a deadline of the law.',
  'welcome.demo':
    'This is a demo. The municipality of Fjordvik does not exist, and none of the persons and addresses is real. Try whatever you like.',
  'welcome.signIn': 'Sign in',
  'welcome.whoTitle': 'Who you can be',
  'welcome.who': 'On the next page you choose who to be. No passwords are needed.',
  'welcome.who1': 'demo-case-officer is a case officer: cases, queue, allocation rounds, offers and leases.',
  'welcome.who2':
    'demo-chair, demo-member and demo-second-member sit on the allocation committee: meetings, proposals and signing.',
  'welcome.who3':
    'demo-leader leads the work: rules, capacity gap and who is signed in. demo-auditor reads the log.',
  'welcome.tryTitle': 'Three things to try',
  'welcome.try1':
    'Make an allocation round as demo-case-officer: go to Allocation rounds, choose today, care dwellings and that movers take part, and open the reasons for a household once the proposal is there.',
  'welcome.try2':
    'Have the round decided: plan a meeting today under Meetings with the round on its agenda, and open it. Enter demo-chair as chair, and demo-member and demo-second-member as members. Sign out, and sign the round as demo-chair and then as demo-member.',
  'welcome.try3':
    'Find a lease that is urgent: go to Rotation as demo-case-officer, and see which day is the last safe one, and why.',
};
