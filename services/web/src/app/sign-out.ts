import { api } from '../api/api.ts';

/** Ends the session here and, where the identity provider has a page for it, there. */
export async function signOut(): Promise<void> {
  const { data } = await api.POST('/auth/sign-out');
  location.assign(data?.next ?? '/');
}
