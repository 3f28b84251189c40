import { useText } from '../../i18n/text.tsx';

const CRITERIA = ['present-housing', 'functioning', 'safety', 'children', 'prospects-on-the-market'] as const;
const DEGREES = ['none', 'some', 'considerable', 'great'] as const;

/** Words for a criterion and for what was found. Codes that are known are written out; all else is as it was typed. */
export function useCriterionWords(): {
  readonly criterion: (code: string) => string;
  readonly degree: (code: string) => string;
} {
  const text = useText();
  return {
    criterion: (code) => {
      const known = CRITERIA.find((each) => each === code);
      return known === undefined ? code : text(`criterion.${known}`);
    },
    degree: (code) => {
      const known = DEGREES.find((each) => each === code);
      return known === undefined ? code : text(`degree.${known}`);
    },
  };
}
