/** English words of each need term, as people without Chinese tell it; a term whose English name says it all may be missing. */
const table = `
elder.meal canteen dining hall cafeteria lunch dinner meals cook cooking stove leftovers noodles eat hot food cheap meal elderly anymore stopped eats badly skips tired supper grandma burns pots somewhere seniors reduced price parents eighties standing affordable place close grandpa learned since died biscuits pensioners
elder.mealDelivery deliver bring hot meal home lunchbox instant noodles noon housebound out canteen far food brought door meals wheels skips frail recovering broken hip crackers biscuits lives toast drop off lunch delivered grandfather broke dad hardly walk dropped flat weekdays
elder.bath bath bathe bathing shower tub lift bathtub wash body smell dirty bedridden hygiene lifting can't step greasy hair scrub back sponge grandma hasn't climb smells mum right equipment
elder.homecare caregiver carer aide home help dress feed diaper incontinent bedridden turn paralysed stroke surgery recover look hours daily helper cast arm spoon beside round clock live-in nurse bed pan dementia nursing discharge hospital since brother longer hand wife out work dressed use toilet
elder.chores clean house elderly mess dusty dirty mop sheets change bedding windows vacuum old housework
elder.escort accompany hospital appointment doctor queue register pick report alone companion along check-up translator results endoscopy anaesthesia father deaf nervous mri colonoscopy sit payment grandmother explain machines
elder.errands errands pick carry rice upstairs walk accompany bank bills help downstairs stroll
elder.dayCare daytime centre while work drop off morning pick evening watch dad alone office hours adult care grandpa spend company supervision picks somewhere we're grandma anxious place activities until great
elder.nursingHome nursing home care residential move retirement waiting list bed permanent place live old father longer alone look permanently facility fees queue recommend decent folks vacancies long state-run
elder.respite respite break holiday away caregiver exhausted burned out trip travel operation look temporary stay short lifting husband back killing fortnight off step fill burnt caring wedding abroad rest cover surgery i'd love while else looks nursed mother-in-law visit daughter
elder.visit check lives alone visit weekly call worried abroad far away knock neighbour seen curtains drawn elderly lady look aunt uncle overseas canada australia alright hasn't answered phone i'm old mr chen third floor opened door since sunday grandfather picked
elder.alarm alarm button pendant emergency fell nobody found floor night bracelet sensor camera sos press fall detection gps watch wander tracker trip until morning gadget device necklace i'm afraid mum mother blackouts wristband
elder.company lonely talk chat company bored nobody television companion
elder.adapt grab bars handrails rail slippery bathroom floor non-slip lights dark hallway threshold stool raised toilet ramp home modification safer falls fit install tub handrail shower slips stumble night light bath seat trip hazard mum rails parents
elder.equipment borrow rent wheelchair crutches walker hospital bed oxygen concentrator commode broken leg ankle stair climber return deposit mobility scooter sprained twisted cast knee fortnight hire buy second hand medical don't surgery until march
elder.allowance allowance eighty ninety old monthly money longevity bonus age benefit turning turns birthday government seniors neighbour people receive
elder.careSubsidy subsidy voucher care hours government pays carer low income elderly home help free state chip hire disabled mother pension
elder.assess long term care insurance assessment disability level bedridden pays carer nursing benefit covers home evaluate grade half long-term cover nurse paralysed father
elder.dementia dementia alzheimer forgets memory confused repeats question lost home doesn't recognise wanders hides accuses stealing forgetting names mind freezer keys calls sister's name puts odd places leaves gas story clinic puzzled dad mother forgot back shop thinks i'm sister
elder.university senior college university seniors class retired learn older adults
elder.card senior card bus pass free ride ticket discount public transport elderly lost metro subway fare pensioner concession pay parks entrance mother dad's travel seniors
elder.hospice hospice dying terminal cancer pain palliative end life comfort doctors gave live morphine peacefully
elder.guardian guardian children signs decide power attorney trusted person sign operation
disabled.card disability certificate card level assessment lost leg amputated deaf blind register disabled amputation wheelchair user apply officially evaluation fingers machine registered
disabled.subsidy disability subsidy allowance stopped monthly payment disabled money son level card brother's arrived since moved
disabled.aids prosthesis artificial leg hearing aid white cane wheelchair fitted assistive device
disabled.access ramp steps step entrance wheelchair accessible barrier tactile paving blind path kerb curb toilet steep gate users pram blocked lift out
disabled.rehab rehabilitation exercise training walk stiff disabled therapy
disabled.childRehab autism autistic son doesn't speak talking speech delay cerebral palsy therapy toddler eye contact development intervention respond name spins flapping words
disabled.dayCentre adult autistic intellectual disability down syndrome daughter nowhere special school centre sheltered workshop simple work stays home job since leaving son finished spend
disabled.job disabled job work blind massage deaf hire
disabled.sign sign language interpreter deaf braille audiobook
child.afterSchool school pick until pm homework club thirty nobody home parents finish work collect latchkey lets out half past working mind kids daughter
child.holiday summer holiday vacation camp break winter kids home alone school closed july august nobody safe place term ends out work mind son old while
child.toddler nursery creche daycare toddler old two-year-old baby care half childcare maternity leave ends back work eighteen office place looking accepts babies
child.homework homework tutor maths help school work grades failing english lessons struggling chinese characters
child.parenting teenager won't listen phone games slam door argue discipline parenting advice grandparents spoil tantrum screaming son rude shouts locked room gaming addiction step kids bedtime kid throws fit whenever tablet away teenage plays night slams
child.play play indoor playground toys slide playmates kids activities weekend story playgroup rainy
child.care orphan parents jail left behind child nobody raises grandchild grandmother
child.protect child beaten bruises abused neighbour hits kid bullied locked outside neglect touched molest stranger marks boy door screams hit belt
child.youth teenager youth activities hang dropped out school teen club
education.enrol enrol enroll school place kindergarten primary admission district transfer application register grade catchment points foreign child kids compound expat documents foreigners rent daughter public
education.aid tuition scholarship student grant pay school fees university loan offer letter can't afford semester sister raise
education.adult degree evening class diploma mandarin lessons learn chinese read write adult
veteran.card veteran plaque honour card discharge certificate lost military family army husband serving soldier door
veteran.aid veteran war wounded pension shrapnel martyr military family help grandpa fought support
veteran.job veteran job discharged soldier work training
veteran.enlist join army enlist military service recruit
newcomer.station courier rider delivery driver rest stop hot water charge toilet break microwave outdoors worker
newcomer.settle moved new town newcomer arrived don't settle migrant province community integrate
newcomer.foreign foreigner foreign friend stay register police passport accommodation registration temporary residence landlord visa expat visitor guest boyfriend girlfriend staying american english speaking help international cousin relative germany france russia korea japan report overseas mother-in-law visiting within hours dorm permit parents italy
health.clinic fever cough cold sore throat stomach ache clinic see doctor gp drip stitches rash walk-in diarrhea ear infection running nose vomiting tummy flu pink eye dentist
health.familyDoctor family doctor regular gp sign history call questions personal physician follows whole i'd register
health.vaccine vaccine vaccination shot shots jab immunisation immunization booster record book baby flu rabies bitten hpv pneumonia shingles measles injections mmr polio chickenpox tetanus monkey scratched dog travel due toddler passport clinic injection moved spain continue vaccinations
health.chronic blood pressure diabetes sugar chronic cholesterol gout hypertension monitor insulin readings high meter diabetic medicine dizzy
health.homeNursing nurse home wound dressing catheter bedsore injection change tube pressure sore stoma blood drawn replaced can't leave flat feeding pus stitches visit mum's father's
health.homeBed doctor visit home house call bedridden hospital bed
health.checkup checkup physical exam screening blood test free annual cancer mammogram x-ray lump health check work liver women's smear seniors mum turned medical
health.prenatal pregnant pregnancy prenatal antenatal midwife ultrasound due date expecting folic acid postnatal breastfeeding along trimester book hospital birth baby register twelve sign check-ups
health.childHealth baby weight growth development jaundice newborn check growing child checkup height pediatric short-sighted
health.tcm acupuncture massage cupping herbal stiff neck back pain shoulder sore traditional medicine moxibustion computer
health.rehab knee replacement physiotherapy physical therapy surgery recover stroke walking speech stiff joint
health.dental tooth teeth toothache dentist denture gums cavity braces filling chipped nut
health.eyeEar eye eyesight blurry cataract glasses hearing ringing ears vision test mom turning tv checked
health.booking specialist appointment book referral big hospital slots sold out expert transfer can't heart app
health.prescription prescription refill medicine ran out pharmacy pills pick drug interaction dosage run insulin tablets
health.oldMedicine expired medicine old pills throw away thermometer mercury needles dispose
health.firstAid aid cpr choking defibrillator aed heart course
health.blood donate blood organ donor marrow
health.nutrition diet lose weight quit smoking overweight cigarettes nutrition fat
health.lecture health talk free consultation experts seminar
mental.talk depressed cry crying sad anxious counsellor counselor therapist nobody talk lonely stress panic insomnia sleep overwhelmed postpartum homesick breakup feelings confidential won't psychologist mental miserable burnout hopeless can't worry weeps since baby bad mother low feel empty hate living miss home stop worrying attack listen english private wife she's down see confidence
mental.crisis suicide kill end jump hurt don't live goodbye letter overdose doesn't anymore pills roof
mental.child son refuses school teen depressed cuts daughter anxious exam withdrawn locked room won't eat bullied cutting class year-old stopped out
mental.illness schizophrenia hears voices psychosis psychiatric medication stopped pills paranoid bipolar violent episode delusions
mental.grief grief lost child widow widowed died bereaved mourning son passed
mental.addiction drink drinking alcoholic gambling debts drugs addict sober rehab drunk night
legal.consult lawyer legal advice contract sue court summons debt owed money rights law agreement lent accident compensation owes english small claims borrowed vanished look
legal.aid afford lawyer free legal aid court represent ex money attorney help claim child support
legal.neighbour neighbour neighbor upstairs leak won't pay quarrel dispute mediate argument shared wall fence conflict refuses people flooded kitchen refuse piano neighbours leaked flat damage
legal.family divorce custody child support alimony siblings inheritance fight parents house mother-in-law family dispute doesn't affair separated kids ex pay husband cheating brothers won't share care
legal.violence husband hits beats violence abusive partner hit afraid bruise threaten restraining order safe place escape choked domestic locks boyfriend locked smashed phone terrified slapped strangled scared home hurts shoved i'm tonight
legal.notary notary notarise power attorney certified copy
legal.will inheritance testament estate leave house heirs deceased property
legal.consumer refund gym closed prepaid card shop refuses fake product scam seller consumer broken goods return warranty salon swimming pool shut down membership money language school voucher course faulty
legal.labour boss unpaid wages salary owed fired pregnant contract overtime severance employer refuses pay dismissed labour resign restaurant hasn't paid owes
legal.tenancy landlord deposit refuses return rent evict lease agent tenant contract kicked out walls dirty raised kick agency fee saying
legal.correction released prison parole probation ex-convict
job.seek job work employment resume cv vacancy hiring interview position part-time looking fair apply home vacancies english teacher waitress shop hire mother back old i've sent out hundred cvs heard nothing
job.publicPost public welfare post fifty nobody hires government job laid off unemployed
job.training training course certificate skill learn trade free nanny electrician pastry baking nursing assistant paid government courses become qualified i'd certified childcare worker
job.startup start business open shop loan startup entrepreneur small capital rent stall cafe bakery permit lack
job.flexible gig labour odd jobs part home casual handicraft extra money
job.unemployed laid off lost job unemployment benefit insurance company closed redundancy claim folded entitled dole unemployed compensation jobless factory benefits
job.youth graduate graduated university internship job archive
social.pension pension contributions social insurance pay gap transfer self-employed stall freelance paying sell vegetables
social.retire retire retirement age application pension calculation turn june start drawing
social.alive prove alive pension verification face recognition authentication
social.medicare health insurance enrol newborn insured premium medical join coverage register employer
social.claim reimburse reimbursement hospital bill claim city out province insurance pay back receipts hospitalised money hometown parents live insured hunan costs refunded
social.card social security card lost pin activate
social.maternity maternity leave allowance birth benefit childbirth cost
social.injury injured work accident factory injury compensation hurt job
social.fund housing fund withdraw provident
aid.dibao poor income welfare minimum living allowance low ends meet struggling benefits single mother salary cover food lost job wife ill live yuan
aid.tekun family income old destitute support
aid.temporary emergency money fire burned house lost sudden accident urgent help nowhere sleep tonight wallet stolen disaster crisis cash flat down robbed husband died suddenly till payday stranded destroyed home night
aid.medical medical bills pay cancer chemo dialysis treatment cost sold house debt illness eaten savings leukemia transplant husband's
aid.charity charity wish fund donation family people
aid.goods food bank clothes blanket winter coat rice nothing eat quilt baby free stuff hungry groceries kids coats diapers formula running out blankets
aid.homeless homeless sleeping rough street beggar shelter bridge money home
aid.discount electricity bill discount water waiver low income
housing.public public rental housing affordable flat cheap apartment government rent half salary subsidy eligible cramped eats wages waiting list we're newlyweds can't afford subsidised flats
housing.rent rent room apartment flat rental lease short-term list
housing.renewal renovation old building facade demolition pipes compound upgrade
housing.lift install elevator lift sixth floor neighbours disagree retrofit six-storey building knees bad add everyone block except ground
housing.danger crack wall falling plaster unsafe building collapse bearing tilt tiles dropping off outside balcony cracking chunks facade crashing pavement
housing.fundUse maintenance fund roof repair owners money
repair.plumbing tap faucet dripping pipe burst leak sink water heater valve plumber shower won't stop toilet running kitchen there's
repair.leak ceiling leak damp mould mold roof rain water stain seepage bubbling paint rains drips bedroom
repair.drain clogged drain toilet blocked sink overflow flush unclog sewage backs shower water won't down
repair.electric power trips fuse breaker socket sparks wiring light fixture flicker electrician bulb sockets dead lights tripping half flat dark
repair.lock locked out key lock broken locksmith door won't open keys inside standing outside snapped baby i'm flat
repair.appliance fridge washing machine air conditioner tv oven repair cooling broken microwave heater appliance grinding noise washer dryer aircon cold warm boiler cooker hood humming
repair.bike bike bicycle flat tyre tire chain brake pump puncture scooter
repair.sewing zipper trousers shoe sole sew tailor button hem alter umbrella
repair.knives knife sharpen watch battery chair leg scissors
repair.phone screen cracked phone laptop computer slow repair virus battery data
repair.fitting window screen mosquito net drill hole curtain shelf mount door hinge assemble glass
utility.gas gas stove bill top meter hose inspection
utility.water tap water brown pressure bill cut off
utility.power power cut outage electricity bill meter voltage whole building dark
utility.heat heating radiator cold flat temperature room freezing
utility.network internet wifi broadband signal router cable tv
property.service property management guards cleaning complain company manager ignores security guard asleep lobby filthy lights doesn't answer answers yard mess complaints broken
property.fee management fee charge advertising income transparent accounts money lift adverts
property.lift elevator stuck broken trapped lift stops shaking out order floors jerks service
property.lights stairwell light dark corridor hall bulb
property.gate gate door entry card intercom security camera strangers fob
property.owners owners committee homeowners association vote election set
property.facility bench broken fitness equipment swing railing playground slide fence
road.parking parking space park car blocked spot occupied garage double parked can't out driveway use bank's night
road.deadCar abandoned car flat tyres dusty wreck van rotting front block
road.charging charge electric car scooter charger station charging pile ev nowhere plug tesla battery place e-bike safely
road.surface pothole road pavement sidewalk puddle tiles loose trip twisted tile hole
road.streetlight street light lamp dark alley
road.manhole manhole cover missing rattling
road.traffic traffic crossing zebra light speed school gate congestion shared bikes
road.transit bus route van transport wheelchair taxi won't ride hospital dialysis stairs stroke transfer accessible vehicle shuttle pick dad drive down lift bring mobility uses
road.occupy stall vendor sidewalk blocked street food peddler occupy
env.noise noise noisy loud music drilling renovation barking night karaoke construction can't sleep dancing bar downstairs bass thumping piano square dance jackhammer party pumps until couple door practise drums evening past midnight
env.garbage garbage rubbish trash pile hallway stinks flies dirty litter dump corridor cardboard bins overflowing everywhere
env.sorting sorting recycle bins bin wet waste kitchen rules
env.bulky mattress sofa old furniture rid bulky cabinet renovation debris rubble wardrobe throw away bed pick removal dispose tiles bricks frame fridge broken bathtub leftover haul dump left thirty bags
env.recycle recycle old clothes cardboard paper bottles electronics scrap batteries jars boxes laptop
env.fumes smoke barbecue restaurant smell grill fumes dust burning exhaust diner straight bedroom kebab place's drift
env.sewage sewage overflow septic manhole stinking water
env.tree tree branches prune block light fall roots
env.green lawn plants garden flowers green grow vegetables trampled
env.pests cockroach rat mouse bedbugs termites mosquito wasp ants exterminator pest roaches bedbug bites scratching ceiling
env.dog dog license register puppy leash unleashed barking bite vaccination large licence golden retriever poodle adopt new tags permit off scared big corgi
env.stray stray cats dogs feral kitten found rescue adopt wild kittens building litter puppies colony feeding pack scares children
env.petCare pet cat dog boarding sitter leave while away feed vet sick vomiting grooming animal hospital kennel rabbit hamster neuter down bite wound trip holiday stopped eating sneezing limping feeds travelling clinic diarrhoea
env.illegal illegal structure extension built roof shed partition subdivide
env.ads flyers stickers ads wall graffiti
safety.fire fire hazard extinguisher smoke detector flammable escape drill hydrant junk blocking corridor worried hoarding alarm neighbour hoards cardboard landing scared blaze stacks paper stairwell catches
safety.fireLane fire lane exit blocked emergency locked
safety.ebike ebike battery charging indoors corridor scooter elevator charges hallway extension cord guy door
safety.gasLeak smell gas leak hissing
safety.fraud scam fraud phishing fake police transferred money call investment cheated suspicious caller prize supplements claiming transfer savings crypto parcel customs sms link grandma bought pills aunt mother buying miracle lecturers
safety.police stolen theft burglar break followed harass suspicious fight police robbed stalker bike man hanging follows
safety.thrown thrown window falling objects bottle flowerpot high-rise
safety.missing missing lost father wandered home child disappeared
safety.disaster flood typhoon storm sandbags shelter evacuate water rising
safety.child drowning child safety window swimming river
safety.production unsafe workshop chemicals warehouse factory hazard
cert.hukou hukou household register move registration transfer newborn
cert.residence residence permit temporary renew moved address new flat
cert.idCard card expired lost identity flight renew temporary passport fly friday urgent replacement stolen
cert.birthReg birth certificate newborn register
cert.marriage marry marriage certificate register wedding foreigner licence single
cert.death death certificate passed away cancel registration died paperwork register
cert.residenceProof proof address stamp letter community certificate
cert.kinship proof relationship kinship mother son document
cert.record criminal record certificate conviction police clearance
cert.passport passport visa travel hong kong permit abroad renew
cert.licence business licence food permit shop register company cancel
cert.onlyChild child reward parents
cert.proxy paperwork forms window counter documents help apply behalf
cert.print print copy scan photo passport picture fax visa copies
family.matchmaking single date dating matchmaking girlfriend boyfriend marry son unmarried singles
family.wedding wedding ceremony banquet
family.funeral funeral cremation ashes scatter sea grave cemetery died night burial coffin morgue passed away home cremate urn father grandmother picks body
family.memorial tomb sweeping grave visit ancestors qingming incense
digital.phone smartphone phone teach wechat pay scan app mother learn video call old people small print tap figure out wrong button grandma taxi dad can't show mum
digital.online online form app login upload website password can't register e-government
digital.media computer learn video editing photoshop excel typing streaming
culture.troupe choir sing dance group band rehearse opera join instrument local team
culture.course class painting calligraphy baking hobby course tea craft yoga guitar photography learn cooking chinese weekends love brush evening adults
culture.library library books read study quiet place borrow newspaper revise exams english somewhere magazines
culture.chess chess cards mahjong play partner
culture.sport gym badminton table tennis basketball swim exercise court tai chi run workout yoga free anywhere play ping pong work
culture.venue room hall venue book space meeting party rehearse gather twenty people practise dancing birthday dance group rains
culture.lecture lecture talk attend
culture.film film movie show theatre exhibition
culture.festival festival new dumplings lantern celebrate mid-autumn
culture.science science robot experiment telescope coding kids
mutual.tools borrow drill ladder pump tool hammer trolley screwdriver lend cart toolbox afternoon bike i'd hour
mutual.join volunteer volunteering hours certificate help community give back free sign retired useful teach english kids weekends out son service i'd i'm healthy neighbourhood
mutual.help helping hand carry move lift neighbour quick favour free knife sharpening haircuts
mutual.timeBank bank exchange hours later
mutual.donate donate give away wheelchair books toys clothes charity drop off crib stroller good condition bags children clothing shape use nobody uses
mutual.swap swap second hand flea market sell exchange old
mutual.lost lost found wallet bag keys left bus
life.haircut haircut barber hair cut home shave trim grandpa can't long bedridden
life.laundry laundry quilt dry clean wash clothes duvet big machine
life.housekeeping cleaner cleaning lady housekeeper windows hourly maid tidy ayi weekly trustworthy twice ironing deep clean looking apartment friday
life.nanny nanny babysitter maternity confinement live-in newborn helper baby born night twins nannies postpartum doula looking july
life.parcel parcel package courier delivery locker stolen pick missing front door deliveryman left outside vanished
life.shopping market vegetables groceries shopping milk supermarket fresh
life.moving move house moving van truck movers furniture rooms fridge
life.bath public toilet bathhouse restroom changing room diaper bathroom urgent
life.bank bank withdraw cash passbook atm coins change money
life.carWash car won't start wash tow tyre jump mechanic
life.shelter cool place heat hot rest sit warm water shade drink aircon wave somewhere
gov.pact suggestion idea proposal meeting vote rules community bench install
gov.party party member dues branch
gov.women women single mother support group mums
gov.union union member worker benefits
gov.feedback complain rude staff praise slow ignored nobody answers
gov.info office hours phone number community contact opening charge building
`;

/** Term code -> its English words, each once. */
export const englishWords: ReadonlyMap<string, ReadonlySet<string>> = (() => {
	const map = new Map<string, Set<string>>();
	for (const line of table.trim().split('\n')) {
		const [code = '', ...words] = line.split(' ');
		map.set(code, new Set([...(map.get(code) ?? []), ...words]));
	}
	return map;
})();
