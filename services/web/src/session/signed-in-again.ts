/** How a window in which somebody signed in tells the one that waits. Same origin only, by what browsers are. */
const CHANNEL = 'boligtrapp.signed-in';

/** Where the window for signing in again ends. */
export const SIGNED_IN_PATH = '/innlogget';

/** Tells the other windows that somebody has signed in. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it never leaves the origin
  channel.postMessage('signed-in');
  channel.close();
}

/** Calls back when somebody has signed in in another window; gives the function that stops it. */
export function onSignedIn(callback: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', callback);
  return () => channel.close();
}
