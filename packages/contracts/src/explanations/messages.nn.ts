import type { StatementMessages } from './statement-messages.ts';

const TRACK = 'welfare {velferdsbustad} care {omsorgsbustad} other {?}';
const PROGRAMME = 'ladder {bustadtrappa} housingFirst {Housing First} youth {ungdomsbustadene} other {?}';
const STAFFING =
  'none {inga bemanning} ambulant {ambulerande bemanning} dayAndEvening {bemanning på dag og kveld} roundTheClock {bemanning heile døgnet} other {?}';

/** Nynorsk. */
export const NN_STATEMENTS: StatementMessages = {
  'rule.track': `Bustaden er {value, select, ${TRACK}}; behovet er {limit, select, ${TRACK}}.`,
  'rule.level': 'Bustaden er på trinn {value}; behovet er trinn {limit}.',
  'rule.programme': `Bustaden høyrer til {value, select, ${PROGRAMME}}; behovet er {limit, select, ${PROGRAMME}}.`,
  'rule.bedrooms': 'Bustaden har {value} soverom; behovet er {min} til {max}.',
  'rule.wheelchair':
    '{value, select, yes {Tilgjengeleg} other {Ikkje tilgjengeleg}} med rullestol; {limit, select, yes {det trengst} other {det trengst ikkje}}.',
  'rule.floor-access':
    '{value, select, lift {Det er heis til inngangen} other {Inngangen er i etasje {value} utan heis}}; {limit, select, none {inga grense for etasje} other {høgaste etasje utan heis er {limit}}}.',
  'rule.screened':
    'Bustaden ligg {value, select, yes {skjerma} other {ikkje skjerma}}; {limit, select, yes {det trengst} other {det trengst ikkje}}.',
  'rule.own-entrance':
    'Bustaden har {value, select, yes {eigen inngang} other {ikkje eigen inngang}}; {limit, select, yes {det trengst} other {det trengst ikkje}}.',
  'rule.staffing': `Bygget har {value, select, ${STAFFING}}; {limit, select, none {det trengst ikkje} other {behovet er minst {limit, select, ${STAFFING}}}}.`,
  'rule.fit-for-children':
    'Bygget er {value, select, yes {eigna} other {ikkje eigna}} for barn; husstanden har {limit, select, yes {barn} other {ikkje barn}}.',
  'rule.school-district':
    'Bustaden ligg i {value, select, none {ukjend skulekrins} other {skulekrinsen {value}}}; {limit, select, none {ingen krins er bestemt} other {barna må bu i {limit}}}.',
  'rule.required-area':
    'Bustaden ligg i {value}; {limit, select, none {ingen grunnkrins er påkravd} other {påkravd er {limit}}}.',
  'rule.place-spared': 'Behovet er trinn {value}; staden kan ta imot til og med trinn {limit}.',
  'rule.kept-apart':
    '{suitable, select, yes {Staden er eigna} other {Staden er ikkje eigna for husstanden}}.',
  'rule.free-in-time': 'Bustaden er ledig frå {value}; siste dag for runden er {limit}.',
  'rule.lease-term':
    '{value, select, none {Kommunen disponerer bustaden utan sluttdato} other {Kommunen disponerer bustaden fram til {value}}}; ein leigeavtale frå den er ledig, varer til {limit}.',
  'rule-name.track': 'Spor',
  'rule-name.level': 'Trinn',
  'rule-name.programme': 'Program',
  'rule-name.bedrooms': 'Soverom',
  'rule-name.wheelchair': 'Rullestol',
  'rule-name.floor-access': 'Etasje og heis',
  'rule-name.screened': 'Skjerma',
  'rule-name.own-entrance': 'Eigen inngang',
  'rule-name.staffing': 'Bemanning',
  'rule-name.fit-for-children': 'Eigna for barn',
  'rule-name.school-district': 'Skulekrins',
  'rule-name.required-area': 'Påkravd grunnkrins',
  'rule-name.place-spared': 'Stad som må skånast',
  'rule-name.kept-apart': 'Eigna stad',
  'rule-name.free-in-time': 'Ledig i tide',
  'rule-name.lease-term': 'Leigetid',
  'wish.wished-area': 'Ønskt område: {points} poeng',
  'wish.school-continuity': 'Same skulekrins: {points} poeng',
  'wish.near-support': 'Nær støtte eller arbeid: {points} poeng',
  'wish.size-closeness': 'Passande storleik: {points} poeng',
  'wish.robust': 'Robust utforming: {points} poeng',
  'wish.small-unit': 'Lita eining: {points} poeng',
  'wish.waiting-time': 'Ventetid: {points} poeng',
  'outcome.placed-here': 'Foreslått her.',
  'outcome.stays-here': 'Bur her og blir buande.',
  'outcome.moves-away': 'Bur her og flyttar til ein annan bustad.',
  'outcome.rule-failed':
    'Utelukka: {count, plural, one {eitt vilkår er} other {# vilkår er}} ikkje {count, plural, one {oppfylt} other {oppfylte}}.',
  'outcome.taken': 'Gitt til ein husstand framfor i rekkjefølgja.',
  'outcome.taken-by': 'Gitt til {household}, som er framfor i rekkjefølgja.',
  'outcome.held': 'Dei som bur her, har ingen annan bustad å flytte til.',
  'outcome.would-overfill': 'Belastninga i {place} ville blitt {load}; taket er {cap}.',
  'outcome.kept-apart': 'Staden er ikkje eigna for husstanden.',
  'outcome.whole-is-better': 'Passar, men heilskapen er betre på ein annan måte.',
  'outcome.whole-is-better-by':
    'Passar, men heilskapen er betre på ein annan måte. Med denne: avvik i trinn {misfit, number, ::sign-except-zero}, belastning over mjuk grense {excess, number, ::sign-except-zero}, poeng {score, number, ::sign-except-zero}.',
  'outcome.whole-is-equal': 'Passar like godt; av like forslag blir det første etter nummer valt.',
  'outcome.others-would-lose':
    'Passar, men då ville {count, plural, one {ein annan husstand} other {# andre husstandar}} ikkje fått bustad.',
  'outcome.others-would-lose-named':
    'Passar, men då ville {households} ({count, plural, one {éin husstand} other {# husstandar}}) ikkje fått bustad.',
  'ending.placed': '{dwelling} blir foreslått for husstanden.',
  'ending.moves': 'Husstanden flyttar frå {from} til {dwelling}.',
  'ending.stays': 'Husstanden blir buande i {dwelling}.',
  'ending.gets-none': 'Husstanden får ingen bustad i denne runden.',
  'certificate.nothing-fits':
    'Ingen av {count, plural, one {den eine bustaden} other {dei # bustadene}} i runden oppfyller alle vilkåra.',
  'certificate.hall-set':
    'Husstandar framfor treng alle bustadene som passar: {dwellings} ({count, plural, one {éin bustad} other {# bustader}}).',
  'certificate.resource':
    'Det er ikkje plass nok att, korleis enn dei framfor blir plasserte: dei lèt {room, plural, one {høgst eitt poeng} other {høgst # poeng}} bli til overs{places, select, none {} other { i {places}}}, og husstanden treng minst {bound}.',
  'certificate.exhausted-search':
    'Husstanden kan ikkje få bustad saman med alle framfor: kvar måte å plassere dei på er utelukka, i {count, plural, one {eitt tilfelle} other {# tilfelle}}.',
  'certificate.unproven':
    'Ikkje avgjort: søket vart stansa etter {count, plural, one {eitt steg} other {# steg}}, før det kunne seie om husstanden kan få bustad.',
  'change.headroom': 'For at husstanden skal få bustad, må {place} kunne bere {needed} i staden for {cap}.',
  'change.dwelling': 'For at husstanden skal få bustad, må det finnast ein bustad til som {like}.',
  'change.none-found':
    'Inga lita endring ville gitt bustad; {count, plural, =0 {ingen bustad oppfyller alle vilkåra} one {éi endring vart prøvd} other {# endringar vart prøvde}}.',
  'change.not-in-time': 'Endringa vart ikkje funnen innan tida. Det seier ingenting om at ho ikkje finst.',
  'load.capped': '{place}: {before} → {after} av {cap}',
  'load.uncapped': '{place}: {before} → {after}, utan tak',
  'vacancy.expected':
    'Ventast ledig frå {from}, {certainty, select, certain {sikkert} likely {sannsynleg} possible {mogleg} other {?}}.',
  'review.conditions-met': 'Husstanden oppfyller framleis vilkåra for kommunal bustad.',
  'review.conditions-ended': 'Husstanden oppfyller ikkje lenger vilkåra for kommunal bustad.',
  'review.level-fits': 'Bustaden er på trinn {value} og passar til behovet, som er trinn {limit}.',
  'review.level-lower': 'Behovet er trinn {limit}, lågare enn trinn {value}, som bustaden er på.',
  'review.level-higher': 'Behovet er trinn {limit}, høgare enn trinn {value}, som bustaden er på.',
  'review.track-differs': `Bustaden er {value, select, ${TRACK}}; behovet er {limit, select, ${TRACK}} på trinn {level}.`,
  'review.programme-differs': `Bustaden høyrer til {value, select, ${PROGRAMME}}; behovet er {limit, select, ${PROGRAMME}}.`,
  'review.housing-first':
    'Bustaden høyrer til Housing First, og trinna i bustadtrappa er ingen grunn til å flytte.',
  'review.size-fits': 'Bustaden har {value} soverom, og det passar: behovet er {min} til {max}.',
  'review.size-small': 'Bustaden har {value} soverom og er for liten: behovet er {min} til {max}.',
  'review.size-large': 'Bustaden har {value} soverom, fleire enn behovet på {min} til {max}.',
  'review.wish':
    '{wish, select, stay {Leigaren ønskjer å bli buande} smaller {Leigaren ønskjer ein mindre bustad} larger {Leigaren ønskjer ein større bustad} area {Leigaren ønskjer eit anna område} rent {Leigaren ønskjer å leige privat} buy {Leigaren ønskjer å eige} unstated {Leigaren er spurd og har ikkje sagt kva som er ønskt} other {?}}.',
  'review.rent':
    '{arrears, select, none {Husleiga er betalt} some {Noko husleige står ubetalt} serious {Mykje husleige står ubetalt} other {?}}.',
  'review.visits': 'Besøk i perioden: {done} gjennomførte av {due}.',
  'review.conduct': 'Hendingar i perioden: {slight} mindre, {middling} middels, {grave} alvorlege.',
  'review.term':
    'Ny leigetid ved {time, select, first {første} later {seinare} other {?}} fornying for husstandar {children, select, yes {med} other {utan}} barn: {months} månader.',
  'review-outcome.renewed': 'Leigeforholdet blir fornya med {months} månader.',
  'review-outcome.moved': `Husstanden flyttar til {track, select, ${TRACK}} på trinn {level}.`,
  'review-outcome.private-rental': 'Husstanden får hjelp til å leige privat.',
  'review-outcome.startlan': 'Husstanden får hjelp til å eige med startlån.',
  'review-outcome.ended': 'Leigeforholdet blir avslutta.',
};
