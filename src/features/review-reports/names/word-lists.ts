const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Names of people that are English words too: alone they are asked about, never replaced by themselves. */
export const alsoWords = listed(`
  abbey able ace adder alder amber angel apple april archer ash ashes august autumn bacon bail baker ball banks barber barker barn bass bay beach bell berry
  best bill birch bird bishop black blanch blessing bloom blue bold bolt bond booth bow bowen boy branch brand bridge bright brook brooks brown buck bull bunny
  burn bush butcher butler camp canon care carol carpenter carr carter case cash castle chance chase child christian church clay clerk close cole comfort cook
  cooper cope court coy craft crisp cross crown cruz curry curtain dale daisy dance dark dawn day dean dell destiny drake draper drew driver drum duke duty early
  earth east ebony eden elder ember english eve ever faith fair farmer farrier fern field fields finch fish fisher fleet flint flood flower ford forest forge fox
  frank free french frost gale gardener gates gay gem gentle gill gift ginger glass glover gold good goodman grace grant grave graves gray green grey ground
  grove gun guy hale hall hand hands hardy harp harper hart harvest hazel heath heather heaven hill hobby holiday holly holmes hood hope horn house howl hunt
  hunter iris ivory ivy jack jade jasper jay jewel joiner joy joyce judge june just justice keen key king kite knight knot lad lake lamb lance land lane lark
  law lee leek liberty lily linden link little lock long lord love low loyal luck major maker male man march mark marks marsh marshall mason may mead meadow
  melody mercer mercy merit mill miles mint miller mole moon moor moss moody mundy myrtle neat new noble noon norm north oak oliver olive opal page palmer park
  parks parson parsons pat patience pea peace peach pearl penny peters petal phoenix pike piper pitt plant plum pool poole poor pope poppy post potter pound
  powers pray price pride prince prior quick rain ran ray read reader reason reed reeves regal rich rider river roads rob robin rock rod rose rowan royal ruby
  rule rush rust rye sadler sage saint sandy scarlet school seal season self senior shaw sharp shepherd shore short silver singer skill skinner sky small smart
  smith snow solo spark sparrow speed spencer spring stack stand star steel stern stone storm story strange street strong stuart sue summer summers sun swan
  sweet swift table tailor talent tanner taylor teal temple thorn tiger tiller topaz tower town trip true tucker turner tyler vale vane victor viola violet wade
  waite walker wall waller ward warden ware waters wave way weaver webb wells west wheat wheeler white wild will willow wills winter wise wit wolf wood woods
  wool worth wren wright yard young`);

/** Words written with a capital that are nobody's name. */
export const properWords = listed(`
  i a the this that these those an and but or so if when where while as at by for from in of on to with it its they their we our he she his her you your all some
  most many few both each every no not one two three four five six seven eight nine ten in monday tuesday wednesday thursday friday saturday sunday january
  february march april may june july august september october november december autumn spring summer winter christmas easter english french spanish german latin
  greek italian mandarin chinese polish arabic urdu welsh british english's britain england wales scotland europe european african american asian roman romans
  victorian tudor tudors shakespeare macbeth romeo juliet dickens pythagoras fibonacci newton hadrian bible quran koran christianity islam judaism hinduism buddhism
  sikhism christian muslim jewish hindu sikh buddhist ofsted dfe trust trustees school academy college primary junior infant secondary sixth form year years key
  stage reception nursery governors governing body local executive principal head headteacher teacher teaching learning department go4schools excel internet
  google microsoft progress attainment pupil premium send gcse btec maths mathematics science geography history art music drama computing religious education
  physical personal social health economic citizenship design technology food business psychology sociology biology chemistry physics`);

/** What people do: a word with a capital before one of these can be a name, even where a sentence begins. */
export const doings = listed(`
  said says told tells leads led teaches taught came comes asked asks explained explains knows knew has had is was does did shows showed uses used plans planned
  spoke speaks works worked helps helped gave gives took takes wrote writes sees saw thinks thought wants wanted runs ran began begins attends attended`);

/** Subjects of sentences that are no names, beside those that their ending tells. */
export const commonSubjects = listed(`
  work homework staff nobody everybody everyone anybody somebody nothing something everything what who which there here time data talk support practice progress
  class classes lesson marking feedback more less much fewer another other half part help advice order care phonics number algebra talk play break lunch
  voice teamwork`);

/** Capitals that are no one's initials. */
export const acronyms = listed(`
  pe re it ict ta tas ht dht aht da pp ep slt lgb cpd pshe phse eal fsm ect nqt rqt gcse sen send senco uk eu un ks qa ai tv us usa as ba ma ok no so in or is be
  if do he me we my by at up go an on to of rse sre sef sip dt mfl nc ehc ehcp lac cla rag spag yr ii iii iv vi xi am pm tl lm hod`);

export const titles = listed('mr mrs ms miss mx dr prof professor sir madam dame rev reverend');

/** Small words inside surnames: never a name by themselves. */
export const particles = listed('de da di du van von der den la le del bin ibn al el st mac ap of');
