import '@digdir/designsystemet-css';
import '@fontsource-variable/inter';
import '../theme/boligtrapp.css';
import './app/app.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isSignedOut } from './api/me.ts';
import { router } from './app/router.tsx';
import { loadFirstTexts } from './i18n/catalogue.ts';
import { LocaleProvider } from './i18n/locale-provider.tsx';
import { setSessionOver } from './session/session-state.ts';

const noticeSignedOut = (error: unknown): void => {
  if (isSignedOut(error)) setSessionOver(true);
};

// What the API refuses it refuses again: only what did not reach it is tried once more.
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: { retry: (count, error) => error.name !== 'ProblemError' && count < 2, staleTime: 10_000 },
  },
});

const element = document.getElementById('root');
if (element === null) throw new Error('the page has no root');
await loadFirstTexts();
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LocaleProvider>
        <RouterProvider router={router} />
      </LocaleProvider>
    </QueryClientProvider>
  </StrictMode>,
);
