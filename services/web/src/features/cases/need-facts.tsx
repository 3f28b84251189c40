import type { Schemas } from '@boligtrapp/client';
import type { Fact } from '../../components/facts.tsx';
import { useText } from '../../i18n/text.tsx';
import { useNeighbourhoodNames } from '../places/neighbourhood-names.ts';

/** What is needed of a dwelling, in words; what is not needed is left out. */
export function useNeedFacts(needs: Schemas['AssessmentNeeds']): readonly Fact[] {
  const text = useText();
  const names = useNeighbourhoodNames();
  const { bedrooms, children, highestFloorWithoutLift: floor } = needs;
  const said = (
    [
      ['wheelchair', needs.wheelchair],
      ['screened', needs.screened],
      ['ownEntrance', needs.ownEntrance],
      ['expectsWear', needs.expectsWear],
      ['prefersSmallUnit', needs.prefersSmallUnit],
    ] as const
  ).flatMap(([need, isNeeded]) => (isNeeded ? [text(`need.${need}`)] : []));
  const placesOf = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? '…').join(', ');
  return [
    { name: text('need.bedrooms'), value: text('need.bedroomRange', bedrooms) },
    ...(said.length === 0 ? [] : [{ name: text('need.of'), value: said.join(', ') }]),
    ...(floor === null ? [] : [{ name: text('need.floor'), value: floor }]),
    { name: text('need.staffing'), value: text(`staffing.${needs.leastStaffing}`) },
    { name: text('need.followUp'), value: text('need.hours', { hours: needs.followUpHoursPerWeek }) },
    ...(children === null
      ? []
      : [{ name: text('need.children'), value: text('need.childCount', { count: children.count }) }]),
    ...(needs.requiredNeighbourhoodIds.length === 0
      ? []
      : [{ name: text('need.required'), value: placesOf(needs.requiredNeighbourhoodIds) }]),
    ...(needs.wishedNeighbourhoodIds.length === 0
      ? []
      : [{ name: text('need.wished'), value: placesOf(needs.wishedNeighbourhoodIds) }]),
  ];
}
