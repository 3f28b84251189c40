import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const Announce = createContext<(message: string) => void>(() => undefined);

/** A function that says, to eyes and to screen readers, that something was done. */
export function useAnnounce(): (message: string) => void {
  return useContext(Announce);
}

/** The place on the page where it is said that something was done; the last message stays until the next one. */
export function Announcer({ children }: { readonly children: ReactNode }): ReactNode {
  const [message, setMessage] = useState({ text: '', count: 0 });
  const announce = useCallback((said: string) => {
    setMessage(({ count }) => ({ text: said, count: count + 1 }));
  }, []);
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
