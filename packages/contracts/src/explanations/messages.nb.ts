import type { StatementMessages } from './statement-messages.ts';

const TRACK = 'welfare {velferdsbolig} care {omsorgsbolig} other {?}';
const PROGRAMME = 'ladder {boligtrappa} housingFirst {Housing First} youth {ungdomsboligene} other {?}';
const STAFFING =
  'none {ingen bemanning} ambulant {ambulerende bemanning} dayAndEvening {bemanning på dag og kveld} roundTheClock {bemanning hele døgnet} other {?}';

/** Bokmål. */
export const NB_STATEMENTS: StatementMessages = {
  'rule.track': `Boligen er {value, select, ${TRACK}}; behovet er {limit, select, ${TRACK}}.`,
  'rule.level': 'Boligen er på trinn {value}; behovet er trinn {limit}.',
  'rule.programme': `Boligen hører til {value, select, ${PROGRAMME}}; behovet er {limit, select, ${PROGRAMME}}.`,
  'rule.bedrooms': 'Boligen har {value} soverom; behovet er {min} til {max}.',
  'rule.wheelchair':
    '{value, select, yes {Tilgjengelig} other {Ikke tilgjengelig}} med rullestol; {limit, select, yes {det trengs} other {det trengs ikke}}.',
  'rule.floor-access':
    '{value, select, lift {Det er heis til inngangen} other {Inngangen er i etasje {value} uten heis}}; {limit, select, none {ingen grense for etasje} other {høyeste etasje uten heis er {limit}}}.',
  'rule.screened':
    'Boligen ligger {value, select, yes {skjermet} other {ikke skjermet}}; {limit, select, yes {det trengs} other {det trengs ikke}}.',
  'rule.own-entrance':
    'Boligen har {value, select, yes {egen inngang} other {ikke egen inngang}}; {limit, select, yes {det trengs} other {det trengs ikke}}.',
  'rule.staffing': `Bygget har {value, select, ${STAFFING}}; {limit, select, none {det trengs ikke} other {behovet er minst {limit, select, ${STAFFING}}}}.`,
  'rule.fit-for-children':
    'Bygget er {value, select, yes {egnet} other {ikke egnet}} for barn; husstanden har {limit, select, yes {barn} other {ikke barn}}.',
  'rule.school-district':
    'Boligen ligger i {value, select, none {ukjent skolekrets} other {skolekretsen {value}}}; {limit, select, none {ingen krets er bestemt} other {barna må bo i {limit}}}.',
  'rule.required-area':
    'Boligen ligger i {value}; {limit, select, none {ingen grunnkrets er påkrevd} other {påkrevd er {limit}}}.',
  'rule.place-spared': 'Behovet er trinn {value}; stedet kan ta imot til og med trinn {limit}.',
  'rule.kept-apart': '{suitable, select, yes {Stedet er egnet} other {Stedet er ikke egnet for husstanden}}.',
  'rule.free-in-time': 'Boligen er ledig fra {value}; siste dag for runden er {limit}.',
  'rule.lease-term':
    '{value, select, none {Kommunen disponerer boligen uten sluttdato} other {Kommunen disponerer boligen frem til {value}}}; en leieavtale fra den er ledig, varer til {limit}.',
  'rule-name.track': 'Spor',
  'rule-name.level': 'Trinn',
  'rule-name.programme': 'Program',
  'rule-name.bedrooms': 'Soverom',
  'rule-name.wheelchair': 'Rullestol',
  'rule-name.floor-access': 'Etasje og heis',
  'rule-name.screened': 'Skjermet',
  'rule-name.own-entrance': 'Egen inngang',
  'rule-name.staffing': 'Bemanning',
  'rule-name.fit-for-children': 'Egnet for barn',
  'rule-name.school-district': 'Skolekrets',
  'rule-name.required-area': 'Påkrevd grunnkrets',
  'rule-name.place-spared': 'Sted som må skånes',
  'rule-name.kept-apart': 'Egnet sted',
  'rule-name.free-in-time': 'Ledig i tide',
  'rule-name.lease-term': 'Leietid',
  'wish.wished-area': 'Ønsket område: {points} poeng',
  'wish.school-continuity': 'Samme skolekrets: {points} poeng',
  'wish.near-support': 'Nær støtte eller arbeid: {points} poeng',
  'wish.size-closeness': 'Passende størrelse: {points} poeng',
  'wish.robust': 'Robust utforming: {points} poeng',
  'wish.small-unit': 'Liten enhet: {points} poeng',
  'wish.waiting-time': 'Ventetid: {points} poeng',
  'outcome.placed-here': 'Foreslått her.',
  'outcome.stays-here': 'Bor her og blir boende.',
  'outcome.moves-away': 'Bor her og flytter til en annen bolig.',
  'outcome.rule-failed': 'Utelukket: {count, plural, one {ett vilkår er} other {# vilkår er}} ikke oppfylt.',
  'outcome.taken': 'Gitt til en husstand foran i rekkefølgen.',
  'outcome.taken-by': 'Gitt til {household}, som er foran i rekkefølgen.',
  'outcome.held': 'De som bor her, har ingen annen bolig å flytte til.',
  'outcome.would-overfill': 'Belastningen i {place} ville blitt {load}; taket er {cap}.',
  'outcome.kept-apart': 'Stedet er ikke egnet for husstanden.',
  'outcome.whole-is-better': 'Passer, men helheten er bedre på en annen måte.',
  'outcome.whole-is-better-by':
    'Passer, men helheten er bedre på en annen måte. Med denne: avvik i trinn {misfit, number, ::sign-except-zero}, belastning over myk grense {excess, number, ::sign-except-zero}, poeng {score, number, ::sign-except-zero}.',
  'outcome.whole-is-equal': 'Passer like godt; av like forslag velges det første etter nummer.',
  'outcome.others-would-lose':
    'Passer, men da ville {count, plural, one {en annen husstand} other {# andre husstander}} ikke fått bolig.',
  'outcome.others-would-lose-named':
    'Passer, men da ville {households} ({count, plural, one {én husstand} other {# husstander}}) ikke fått bolig.',
  'ending.placed': '{dwelling} foreslås for husstanden.',
  'ending.moves': 'Husstanden flytter fra {from} til {dwelling}.',
  'ending.stays': 'Husstanden blir boende i {dwelling}.',
  'ending.gets-none': 'Husstanden får ingen bolig i denne runden.',
  'certificate.nothing-fits':
    'Ingen av {count, plural, one {den ene boligen} other {de # boligene}} i runden oppfyller alle vilkårene.',
  'certificate.hall-set':
    'Husstander foran trenger alle boligene som passer: {dwellings} ({count, plural, one {én bolig} other {# boliger}}).',
  'certificate.resource':
    'Det er ikke plass nok igjen, hvordan enn de foran plasseres: de lar {room, plural, one {høyst ett poeng} other {høyst # poeng}} bli til overs{places, select, none {} other { i {places}}}, og husstanden trenger minst {bound}.',
  'certificate.exhausted-search':
    'Husstanden kan ikke få bolig sammen med alle foran: hver måte å plassere dem på er utelukket, i {count, plural, one {ett tilfelle} other {# tilfeller}}.',
  'certificate.unproven':
    'Ikke avgjort: søket ble stanset etter {count, plural, one {ett steg} other {# steg}}, før det kunne si om husstanden kan få bolig.',
  'change.headroom': 'For at husstanden skal få bolig, må {place} kunne bære {needed} i stedet for {cap}.',
  'change.dwelling': 'For at husstanden skal få bolig, må det finnes en bolig til som {like}.',
  'change.none-found':
    'Ingen liten endring ville gitt bolig; {count, plural, =0 {ingen bolig oppfyller alle vilkårene} one {én endring ble prøvd} other {# endringer ble prøvd}}.',
  'change.not-in-time': 'Endringen ble ikke funnet innen tiden. Det sier ingenting om at den ikke finnes.',
  'load.capped': '{place}: {before} → {after} av {cap}',
  'load.uncapped': '{place}: {before} → {after}, uten tak',
  'vacancy.expected':
    'Ventes ledig fra {from}, {certainty, select, certain {sikkert} likely {sannsynlig} possible {mulig} other {?}}.',
  'review.conditions-met': 'Husstanden oppfyller fortsatt vilkårene for kommunal bolig.',
  'review.conditions-ended': 'Husstanden oppfyller ikke lenger vilkårene for kommunal bolig.',
  'review.level-fits': 'Boligen er på trinn {value} og passer til behovet, som er trinn {limit}.',
  'review.level-lower': 'Behovet er trinn {limit}, lavere enn boligens trinn {value}.',
  'review.level-higher': 'Behovet er trinn {limit}, høyere enn boligens trinn {value}.',
  'review.track-differs': `Boligen er {value, select, ${TRACK}}; behovet er {limit, select, ${TRACK}} på trinn {level}.`,
  'review.programme-differs': `Boligen hører til {value, select, ${PROGRAMME}}; behovet er {limit, select, ${PROGRAMME}}.`,
  'review.housing-first':
    'Boligen hører til Housing First, og trinnene i boligtrappa er ingen grunn til å flytte.',
  'review.size-fits': 'Boligen har {value} soverom, og det passer: behovet er {min} til {max}.',
  'review.size-small': 'Boligen har {value} soverom og er for liten: behovet er {min} til {max}.',
  'review.size-large': 'Boligen har {value} soverom, flere enn behovet på {min} til {max}.',
  'review.wish':
    '{wish, select, stay {Leieren ønsker å bli boende} smaller {Leieren ønsker en mindre bolig} larger {Leieren ønsker en større bolig} area {Leieren ønsker et annet område} rent {Leieren ønsker å leie privat} buy {Leieren ønsker å eie} unstated {Leieren er spurt og har ikke sagt hva som er ønsket} other {?}}.',
  'review.rent':
    '{arrears, select, none {Husleia er betalt} some {Noe husleie står ubetalt} serious {Mye husleie står ubetalt} other {?}}.',
  'review.visits': 'Besøk i perioden: {done} gjennomført av {due}.',
  'review.conduct': 'Hendelser i perioden: {slight} mindre, {middling} middels, {grave} alvorlige.',
  'review.term':
    'Ny leietid ved {time, select, first {første} later {senere} other {?}} fornyelse for husstander {children, select, yes {med} other {uten}} barn: {months} måneder.',
  'review-outcome.renewed': 'Leieforholdet fornyes med {months} måneder.',
  'review-outcome.moved': `Husstanden flytter til {track, select, ${TRACK}} på trinn {level}.`,
  'review-outcome.private-rental': 'Husstanden får hjelp til å leie privat.',
  'review-outcome.startlan': 'Husstanden får hjelp til å eie med startlån.',
  'review-outcome.ended': 'Leieforholdet avsluttes.',
};
