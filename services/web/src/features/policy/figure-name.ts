import { useIntl } from 'react-intl';
import { useText } from '../../i18n/text.tsx';
import type { FigureUnit } from './policy-figures.ts';

const LEVEL_WEIGHT = /^loadWeights\/(?:welfare|care)\/(\d)$/;
const HUNDREDTHS = 100;

/** A function that names figures by their paths, in words where there are any. */
export function useFigureName(): (figure: string) => string {
  const intl = useIntl();
  const text = useText();
  return (figure) => {
    const [, level] = LEVEL_WEIGHT.exec(figure) ?? [];
    if (level !== undefined) {
      const track = text(figure.includes('/care/') ? 'track.care' : 'track.welfare');
      return text('figure.loadWeight', { track, level });
    }
    const id = `figure.${figure}`;
    return id in intl.messages ? intl.formatMessage({ id }) : figure;
  };
}

/** A function that writes a value with what it counts. */
export function useFigureValue(): (value: unknown, unit?: FigureUnit) => string {
  const intl = useIntl();
  const text = useText();
  const write = (value: unknown, unit?: FigureUnit): string => {
    if (value === null || value === undefined) return text('lease.notSet');
    if (typeof value === 'boolean') return text(value ? 'answer.yes' : 'answer.no');
    if (typeof value === 'number') {
      if (unit === undefined) return intl.formatNumber(value);
      return text(`unit.${unit}`, { count: unit === 'percent' ? value / HUNDREDTHS : value });
    }
    if (Array.isArray(value)) return value.map((one: unknown) => write(one)).join(', ');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return write;
}
