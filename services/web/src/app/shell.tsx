import { Button, SkipLink, Tag } from '@digdir/designsystemet-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { version } from '../../package.json';
import { may, useIsDemo, useMe } from '../api/me.ts';
import { Announcer } from '../components/announcer.tsx';
import { QueryState } from '../components/query-state.tsx';
import { WelcomePage } from '../features/welcome/welcome-page.tsx';
import { Text, useText } from '../i18n/text.tsx';
import { SessionOverDialog } from '../session/session-over-dialog.tsx';
import { useSessionIsOver } from '../session/session-state.ts';
import { AREAS } from './areas.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { PrintHead } from './print-head.tsx';
import { signOut } from './sign-out.ts';

/** Pages about the pages: nobody signs in to read them. */
const PUBLIC_PAGES: ReadonlySet<string> = new Set(['/hjelp/tilgjengelighet', '/personvern']);

/** Head, areas and foot of every page. Nobody who is not signed in sees more than the welcome. */
export function Shell(): ReactNode {
  const me = useMe();
  const text = useText();
  const isDemo = useIsDemo();
  const isOver = useSessionIsOver();
  // The page that is shown, and not the one that is still being fetched: that would show a page of somebody to nobody.
  const shown = useRouterState({ select: (state) => state.resolvedLocation ?? state.location });
  const isPublic = PUBLIC_PAGES.has(shown.pathname);
  return (
    <>
      <SkipLink href="#main">{text('shell.skip')}</SkipLink>
      <header className="bt-header">
        <span className="bt-name">Boligtrapp</span>
        <span className="bt-municipality">{me.data?.municipality?.name}</span>
        {isDemo === true && (
          <Tag data-color="warning">
            <Text id="shell.demo" />
          </Tag>
        )}
        <div className="bt-header-end">
          <LanguageChoice />
          {me.data !== undefined && me.data !== null && (
            <>
              <Link to="/innstillinger">
                {me.data.id} · {text(`role.${me.data.role}`)}
                <span className="ds-sr-only">. {text('settings.link')}</span>
              </Link>
              <Button variant="tertiary" data-size="sm" onClick={() => void signOut()}>
                <Text id="shell.signOut" />
              </Button>
            </>
          )}
        </div>
      </header>
      {me.data !== undefined && me.data !== null && (
        <nav className="bt-nav" aria-label={text('shell.areas')}>
          <ul>
            {AREAS.filter(({ permission }) => may(me.data, permission)).map(({ to, name }) => (
              <li key={to}>
                <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: to === '/' }}>
                  <Text id={name} />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <PrintHead />
      <main id="main" className={isOver ? 'bt-main bt-out-of-sight' : 'bt-main'}>
        <Announcer>
          <QueryState query={me}>
            {(known) => (known === null && !isPublic ? <WelcomePage /> : <Outlet />)}
          </QueryState>
        </Announcer>
      </main>
      <SessionOverDialog />
      <footer className="bt-footer">
        <Link to="/hjelp/tilgjengelighet">
          <Text id="shell.accessibility" />
        </Link>
        <Link to="/personvern">
          <Text id="shell.privacy" />
        </Link>
        <a href="/docs">
          <Text id="shell.apiDocs" />
        </a>
        <KeyboardHelp />
        <span>{text('shell.version', { version })}</span>
      </footer>
    </>
  );
}
