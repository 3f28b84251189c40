import { createApi } from '@boligtrapp/client';
import { currentLocale } from '../i18n/current-locale.ts';

let csrfToken: string | undefined;

/** Keeps the token that the API wants beside the cookie; in memory alone, for as long as the page is open. */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** The API of this page's own origin. */
export const api = createApi({ baseUrl: '', csrfToken: () => csrfToken, language: currentLocale });
