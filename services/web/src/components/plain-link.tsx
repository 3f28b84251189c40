import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/**
 * A link to another page for long lists. The links of the router work out their address anew whenever the address of the
 * page changes, which with a hundred rows is felt at every key that filters them.
 */
export function PlainLink({
  href,
  children,
}: {
  readonly href: `/${string}`;
  readonly children: ReactNode;
}): ReactNode {
  const router = useRouter();
  const go = (event: MouseEvent): void => {
    const isOwn = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isOwn || event.defaultPrevented) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} onClick={go}>
      {children}
    </a>
  );
}
