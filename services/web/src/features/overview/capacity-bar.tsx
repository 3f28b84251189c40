import type { Schemas } from '@boligtrapp/client';
import { type ReactNode, useId } from 'react';
import { useText } from '../../i18n/text.tsx';

type Step = Schemas['LadderStep'];

const WIDTH = 200;
const HEIGHT = 12;

/** Occupied, vacant and out of use as lengths; told in words, and by pattern as well as by colour. */
export function CapacityBar({ step }: { readonly step: Step }): ReactNode {
  const text = useText();
  const pattern = useId();
  const { stock, occupied, vacant, outOfUse } = step;
  const scale = stock === 0 ? 0 : WIDTH / stock;
  const name = text('ladder.bar', { stock, occupied, vacant, outOfUse });
  return (
    <svg
      className="bt-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={name}
      preserveAspectRatio="none"
    >
      <defs>
        <pattern
          id={pattern}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1.5" height="4" className="bt-bar-hatch" />
        </pattern>
      </defs>
      <rect width={WIDTH} height={HEIGHT} className="bt-bar-vacant" />
      <rect width={occupied * scale} height={HEIGHT} className="bt-bar-occupied" />
      <rect
        x={(occupied + vacant) * scale}
        width={outOfUse * scale}
        height={HEIGHT}
        fill={`url(#${pattern})`}
        className="bt-bar-out"
      />
    </svg>
  );
}
