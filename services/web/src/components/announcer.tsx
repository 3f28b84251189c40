import { useLocation } from '@tanstack/react-router';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

/** What is done may lead to another page, which then says it; later pages do not. */
const LEADS_ON_MS = 2_000;

const Announce = createContext<(message: string) => void>(() => undefined);

/** A function that says, to eyes and to screen readers, that something was done. */
export function useAnnounce(): (message: string) => void {
  return useContext(Announce);
}

/** The place where it is said that something was done; the message stays until the next one, or until one goes elsewhere. */
export function Announcer({ children }: { readonly children: ReactNode }): ReactNode {
  const [message, setMessage] = useState({ text: '', count: 0 });
  const saidAt = useRef(0);
  const { pathname } = useLocation();
  const announce = useCallback((said: string) => {
    saidAt.current = Date.now();
    setMessage(({ count }) => ({ text: said, count: count + 1 }));
  }, []);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each page that one comes to
  useEffect(() => {
    if (Date.now() - saidAt.current > LEADS_ON_MS)
      setMessage(({ count }) => ({ text: '', count: count + 1 }));
  }, [pathname]);
  return (
    <Announce value={announce}>
      <p className="bt-announcement" aria-live="polite">
        {/* A new element each time: the same words said twice are said twice. */}
        <span key={message.count}>{message.text}</span>
      </p>
      {children}
    </Announce>
  );
}
