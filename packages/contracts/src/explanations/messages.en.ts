import type { StatementMessages } from './statement-messages.ts';

const TRACK = 'welfare {a welfare dwelling} care {a care dwelling} other {?}';
const PROGRAMME = 'ladder {the ladder} housingFirst {Housing First} youth {housing for youth} other {?}';
const STAFFING =
  'none {no staff} ambulant {visiting staff} dayAndEvening {staff day and evening} roundTheClock {staff round the clock} other {?}';

/** English. */
export const EN_STATEMENTS: StatementMessages = {
  'rule.track': `The dwelling is {value, select, ${TRACK}}; the need is {limit, select, ${TRACK}}.`,
  'rule.level': 'The dwelling is on level {value}; the need is level {limit}.',
  'rule.programme': `The dwelling belongs to {value, select, ${PROGRAMME}}; the need is {limit, select, ${PROGRAMME}}.`,
  'rule.bedrooms':
    'The dwelling has {value, plural, one {# bedroom} other {# bedrooms}}; the need is {min} to {max}.',
  'rule.wheelchair':
    '{value, select, yes {Accessible} other {Not accessible}} by wheelchair; {limit, select, yes {that is needed} other {that is not needed}}.',
  'rule.floor-access':
    '{value, select, lift {A lift goes to the entrance} other {The entrance is on floor {value} without a lift}}; {limit, select, none {any floor will do} other {the highest floor without a lift is {limit}}}.',
  'rule.screened':
    'The dwelling is {value, select, yes {screened} other {not screened}}; {limit, select, yes {that is needed} other {that is not needed}}.',
  'rule.own-entrance':
    'The dwelling has {value, select, yes {its own entrance} other {no entrance of its own}}; {limit, select, yes {that is needed} other {that is not needed}}.',
  'rule.staffing': `The building has {value, select, ${STAFFING}}; {limit, select, none {none is needed} other {the need is at least {limit, select, ${STAFFING}}}}.`,
  'rule.fit-for-children':
    'The building is {value, select, yes {fit} other {not fit}} for children; the household has {limit, select, yes {children} other {no children}}.',
  'rule.school-district':
    'The dwelling is in {value, select, none {an unknown school district} other {the school district {value}}}; {limit, select, none {no district is required} other {the children must live in {limit}}}.',
  'rule.required-area':
    'The dwelling is in {value}; {limit, select, none {no neighbourhood is required} other {required is {limit}}}.',
  'rule.place-spared': 'The need is level {value}; the place can take up to level {limit}.',
  'rule.kept-apart':
    '{suitable, select, yes {The place is suitable} other {The place is not suitable for the household}}.',
  'rule.free-in-time': 'The dwelling is free from {value}; the last day of the round is {limit}.',
  'rule.lease-term':
    '{value, select, none {The municipality has the dwelling without an end} other {The municipality has the dwelling until {value}}}; a lease from the day it is free runs to {limit}.',
  'rule-name.track': 'Track',
  'rule-name.level': 'Level',
  'rule-name.programme': 'Programme',
  'rule-name.bedrooms': 'Bedrooms',
  'rule-name.wheelchair': 'Wheelchair',
  'rule-name.floor-access': 'Floor and lift',
  'rule-name.screened': 'Screened',
  'rule-name.own-entrance': 'Own entrance',
  'rule-name.staffing': 'Staffing',
  'rule-name.fit-for-children': 'Fit for children',
  'rule-name.school-district': 'School district',
  'rule-name.required-area': 'Required neighbourhood',
  'rule-name.place-spared': 'Spared place',
  'rule-name.kept-apart': 'Suitable place',
  'rule-name.free-in-time': 'Free in time',
  'rule-name.lease-term': 'Term of the lease',
  'wish.wished-area': 'Wished area: {points, plural, one {# point} other {# points}}',
  'wish.school-continuity': 'Same school district: {points, plural, one {# point} other {# points}}',
  'wish.near-support': 'Near support or work: {points, plural, one {# point} other {# points}}',
  'wish.size-closeness': 'Close to the size needed: {points, plural, one {# point} other {# points}}',
  'wish.robust': 'Robust build: {points, plural, one {# point} other {# points}}',
  'wish.small-unit': 'Small unit: {points, plural, one {# point} other {# points}}',
  'wish.waiting-time': 'Waiting time: {points, plural, one {# point} other {# points}}',
  'outcome.placed-here': 'Proposed here.',
  'outcome.stays-here': 'Lives here and stays.',
  'outcome.moves-away': 'Lives here and moves to another dwelling.',
  'outcome.rule-failed': 'Excluded: {count, plural, one {# rule is} other {# rules are}} not met.',
  'outcome.taken': 'Given to a household ranked before.',
  'outcome.taken-by': 'Given to {household}, which is ranked before.',
  'outcome.held': 'Whoever lives here has no other dwelling to move to.',
  'outcome.would-overfill': 'The load of {place} would be {load}; its cap is {cap}.',
  'outcome.kept-apart': 'The place is not suitable for the household.',
  'outcome.whole-is-better': 'Fits, but the whole is better otherwise.',
  'outcome.whole-is-better-by':
    'Fits, but the whole is better otherwise. With this one: misfit in levels {misfit, number, ::sign-except-zero}, load above soft levels {excess, number, ::sign-except-zero}, points {score, number, ::sign-except-zero}.',
  'outcome.whole-is-equal': 'Fits as well; of equal proposals the first by number is taken.',
  'outcome.others-would-lose':
    'Fits, but then {count, plural, one {# other household} other {# other households}} would get no dwelling.',
  'outcome.others-would-lose-named':
    'Fits, but then {households} ({count, plural, one {# household} other {# households}}) would get no dwelling.',
  'ending.placed': '{dwelling} is proposed for the household.',
  'ending.moves': 'The household moves from {from} to {dwelling}.',
  'ending.stays': 'The household stays in {dwelling}.',
  'ending.gets-none': 'The household gets no dwelling in this round.',
  'certificate.nothing-fits':
    'None of the {count, plural, one {# dwelling} other {# dwellings}} of the round meets every rule.',
  'certificate.hall-set':
    'Households ranked before need every dwelling that fits: {dwellings} ({count, plural, one {# dwelling} other {# dwellings}}).',
  'certificate.resource':
    'There is not enough room left, however those before are placed: they leave at most {room, plural, one {# point} other {# points}}{places, select, none {} other { in {places}}}, and the household needs at least {bound}.',
  'certificate.exhausted-search':
    'The household cannot be housed together with all before it: every way to place them is ruled out, in {count, plural, one {# case} other {# cases}}.',
  'certificate.unproven':
    'Not settled: the search was stopped after {count, plural, one {# step} other {# steps}}, before it could tell whether the household can be housed.',
  'change.headroom':
    'For the household to get a dwelling, {place} would have to carry {needed} instead of {cap}.',
  'change.dwelling': 'For the household to get a dwelling, there would have to be one more like {like}.',
  'change.none-found':
    'No small change would give it a dwelling; {count, plural, =0 {no dwelling meets every rule} one {# change was tried} other {# changes were tried}}.',
  'change.not-in-time': 'The change was not found in time. That does not mean that there is none.',
  'load.capped': '{place}: {before} → {after} of {cap}',
  'load.uncapped': '{place}: {before} → {after}, no cap',
  'vacancy.expected':
    'Expected to be free from {from}, {certainty, select, certain {certain} likely {likely} possible {possible} other {?}}.',
  'review.conditions-met': 'The household still meets the conditions for a municipal dwelling.',
  'review.conditions-ended': 'The household no longer meets the conditions for a municipal dwelling.',
  'review.level-fits': 'The dwelling is on level {value} and fits the need, which is level {limit}.',
  'review.level-lower': 'The need is level {limit}, below level {value} of the dwelling.',
  'review.level-higher': 'The need is level {limit}, above level {value} of the dwelling.',
  'review.track-differs': `The dwelling is {value, select, ${TRACK}}; the need is {limit, select, ${TRACK}} on level {level}.`,
  'review.programme-differs': `The dwelling belongs to {value, select, ${PROGRAMME}}; the need is {limit, select, ${PROGRAMME}}.`,
  'review.housing-first': 'The dwelling belongs to Housing First: no step of the ladder is a reason to move.',
  'review.size-fits':
    'The dwelling has {value, plural, one {# bedroom} other {# bedrooms}}, which fits: the need is {min} to {max}.',
  'review.size-small':
    'The dwelling has {value, plural, one {# bedroom} other {# bedrooms}} and is too small: the need is {min} to {max}.',
  'review.size-large':
    'The dwelling has {value, plural, one {# bedroom} other {# bedrooms}}, more than the need of {min} to {max}.',
  'review.wish':
    '{wish, select, stay {The tenant wishes to stay} smaller {The tenant wishes a smaller dwelling} larger {The tenant wishes a larger dwelling} area {The tenant wishes another area} rent {The tenant wishes to rent privately} buy {The tenant wishes to own} unstated {The tenant was asked and has not said what is wished} other {?}}.',
  'review.rent':
    '{arrears, select, none {The rent is paid} some {Some rent is outstanding} serious {Much rent is outstanding} other {?}}.',
  'review.visits': 'Visits in the period: {done} made of {due}.',
  'review.conduct': 'Incidents in the period: {slight} slight, {middling} middling, {grave} grave.',
  'review.term':
    'New term at {time, select, first {the first} later {a later} other {?}} renewal for households {children, select, yes {with} other {without}} children: {months} months.',
  'review-outcome.renewed': 'The lease is renewed for {months} months.',
  'review-outcome.moved': `The household moves to {track, select, ${TRACK}} on level {level}.`,
  'review-outcome.private-rental': 'The household is helped to rent privately.',
  'review-outcome.startlan': 'The household is helped to own, with a startlån.',
  'review-outcome.ended': 'The tenancy ends.',
};
