import type { ReactNode } from 'react';
/** A fact with its name; one without a value is left out. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Facts about one thing, each with its name. */
export function Facts({ facts }: { readonly facts: readonly (Fact | undefined)[] }): ReactNode {
  return (
    <dl className="bt-facts">
      {facts.map((fact) =>
        fact === undefined || fact.value === null || fact.value === undefined ? null : (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
