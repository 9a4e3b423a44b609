/** English words of each need term, as people without Chinese tell it; a term whose English name says it all may be missing. */
const table = `
elder.meal canteen dining hall cafeteria lunch dinner meals cook cooking stove leftovers noodles eat hot food cheap meal elderly cannot cook anymore stopped cooking eats badly skips meals
elder.mealDelivery deliver bring hot meal home lunchbox instant noodles noon housebound cannot go out canteen too far food brought to the door meals on wheels skips meals bring her food
elder.bath bath bathe bathing shower tub lift into bathtub wash body smell dirty bedridden cannot wash hygiene
elder.homecare caregiver carer aide home help dress feed diaper incontinent bedridden turn over paralysed stroke surgery recover look after at home few hours daily helper cast arm
elder.chores clean house elderly mess dusty dirty mop sheets change bedding windows vacuum too old to clean housework
elder.escort accompany hospital appointment go with him to doctor queue register pick up report alone at hospital companion go along check-up translator results endoscopy anaesthesia
elder.errands errands pick up things carry rice upstairs walk with her accompany bank bills help going downstairs stroll
elder.dayCare daytime day centre while I work drop off morning pick up evening someone watch dad during the day alone all day office hours adult day care
elder.nursingHome nursing home care home residential move into retirement home waiting list bed permanent place to live for old father no longer live alone
elder.respite respite break holiday away for a week caregiver exhausted burned out trip travel operation who will look after temporary stay short stay take over
elder.visit check on lives alone visit weekly call worried abroad far away knock neighbour has not been seen curtains drawn elderly lady alone look in on
elder.alarm alarm button pendant emergency fell nobody found floor all night bracelet sensor camera sos press fall detection gps watch wander tracker
elder.company lonely talk chat company bored nobody to talk to television all day companion keep company
elder.adapt grab bars handrails rail slippery bathroom floor non-slip lights dark hallway threshold stool raised toilet ramp home modification safer falls fit install tub
elder.equipment borrow rent wheelchair crutches walker hospital bed oxygen concentrator commode few weeks broken leg ankle stair climber return deposit mobility scooter
elder.allowance allowance eighty ninety years old monthly money longevity bonus age benefit turning 80
elder.careSubsidy subsidy voucher care hours government pays for carer low income elderly home help free hours
elder.assess long term care insurance assessment disability level bedridden six months insurance pays carer nursing benefit
elder.dementia dementia alzheimer forgets memory confused repeats same question got lost way home doesn't recognise wanders hides things accuses stealing asks again and again forgetting names mind
elder.university senior college university for seniors class retired learn older adults
elder.card senior card bus pass free ride ticket discount over 65 public transport elderly card lost metro
elder.hospice hospice dying terminal cancer pain last weeks palliative end of life comfort
elder.guardian guardian no children who signs decide for me power of attorney trusted person sign operation
disabled.card disability certificate card level assessment lost leg amputated deaf blind register disabled
disabled.subsidy disability subsidy allowance stopped monthly payment disabled money
disabled.aids prosthesis artificial leg hearing aid white cane wheelchair fitted assistive device
disabled.access ramp steps step entrance wheelchair cannot get in accessible barrier tactile paving blind path kerb curb accessible toilet
disabled.rehab rehabilitation exercise training walk again stiff disabled therapy
disabled.childRehab autism autistic son doesn't speak not talking speech delay cerebral palsy therapy toddler eye contact development delay intervention
disabled.dayCentre adult autistic intellectual disability down syndrome daughter nowhere to go after special school day centre sheltered workshop simple work
disabled.job disabled job work blind massage deaf hire
disabled.sign sign language interpreter deaf braille audiobook
child.afterSchool after school pick up until six pm homework club three thirty nobody home until parents finish work collect from school latchkey
child.holiday summer holiday vacation camp two months break winter kids home alone school closed day camp
child.toddler nursery creche daycare toddler one year old two-year-old baby care half day childcare maternity leave ends back to work under three
child.homework homework tutor maths help with school work grades failing english lessons
child.parenting teenager won't listen phone games slam door argue discipline parenting advice grandparents spoil tantrum screaming son rude
child.play play indoor playground toys slide playmates kids activities weekend story time playgroup rainy day
child.care orphan parents in jail left behind child nobody raises grandchild grandmother raises
child.protect child beaten bruises abused neighbour hits kid bullied locked outside neglect touched molest stranger
child.youth teenager youth activities hang around dropped out of school teen club
education.enrol enrol enroll school place kindergarten primary admission district transfer application register for school grade one catchment points foreign child school
education.aid tuition scholarship student grant cannot pay school fees university fees loan
education.adult degree evening class diploma mandarin lessons learn chinese read write adult
veteran.card veteran plaque honour card discharge certificate lost military family
veteran.aid veteran war wounded pension shrapnel martyr military family help
veteran.job veteran job discharged soldier work training
veteran.enlist join the army enlist military service recruit
newcomer.station courier rider delivery driver rest stop hot water charge toilet break microwave outdoors worker
newcomer.settle just moved new in town newcomer arrived don't know anyone settle migrant from another province community integrate
newcomer.foreign foreigner foreign friend stay register police passport accommodation registration temporary residence landlord must register visa stay expat visitor guest boyfriend girlfriend staying with me american english speaking help international
health.clinic fever cough cold sore throat stomach ache clinic see a doctor gp drip stitches rash walk-in diarrhea ear infection
health.familyDoctor family doctor regular gp same doctor sign up knows my history call doctor questions personal
health.vaccine vaccine vaccination shot shots jab immunisation immunization booster record book baby flu rabies bitten hpv pneumonia shingles measles injections
health.chronic blood pressure diabetes sugar chronic cholesterol gout hypertension monitor insulin readings high
health.homeNursing nurse come home wound dressing catheter bedsore injection change tube at home pressure sore stoma blood drawn
health.homeBed doctor visit home house call bedridden cannot get to hospital home bed
health.checkup checkup physical exam screening blood test free annual over 65 cancer screening mammogram x-ray lump health check
health.prenatal pregnant pregnancy prenatal antenatal midwife ultrasound due date expecting folic acid postnatal breastfeeding weeks along
health.childHealth baby weight growth development jaundice newborn check not growing child checkup height pediatric short-sighted
health.tcm acupuncture massage cupping herbal stiff neck back pain shoulder sore traditional medicine moxibustion
health.rehab knee replacement physiotherapy physical therapy after surgery recover stroke walking speech stiff joint
health.dental tooth teeth toothache dentist denture gums cavity braces filling
health.eyeEar eye eyesight blurry cataract glasses hearing ringing ears vision test
health.booking specialist appointment book referral big hospital slots sold out expert transfer
health.prescription prescription refill medicine ran out pharmacy pills pick up drug interaction dosage
health.oldMedicine expired medicine old pills throw away thermometer mercury needles dispose
health.firstAid first aid cpr choking defibrillator aed heart course
health.blood donate blood organ donor marrow
health.nutrition diet lose weight quit smoking overweight cigarettes nutrition fat
health.lecture health talk free consultation experts day seminar
mental.talk depressed cry crying sad anxious counsellor counselor therapist nobody to talk to lonely stress panic insomnia sleep overwhelmed postpartum homesick breakup feelings confidential won't tell anyone psychologist mental miserable burnout hopeless can't sleep worry
mental.crisis suicide kill myself end it all jump hurt myself don't want to live goodbye letter overdose
mental.child son refuses school teen depressed cuts herself daughter anxious exam withdrawn locked in room
mental.illness schizophrenia hears voices psychosis psychiatric medication stopped pills paranoid bipolar violent episode delusions
mental.grief grief lost my child widow widowed died bereaved mourning only son passed
mental.addiction drink drinking alcoholic gambling debts drugs addict sober rehab drunk every night
legal.consult lawyer legal advice contract sue court summons debt owed money rights law agreement lent money accident compensation
legal.aid cannot afford lawyer free lawyer legal aid court represent
legal.neighbour neighbour neighbor upstairs leak won't pay quarrel dispute mediate argument shared wall fence conflict refuses
legal.family divorce custody child support alimony siblings inheritance fight parents' house mother-in-law family dispute doesn't support parents affair separated
legal.violence husband hits me beats violence abusive partner hit afraid of him bruise threaten restraining order safe place escape choked domestic locks me
legal.notary notary notarise power of attorney certified copy
legal.will will inheritance testament estate leave house to heirs deceased property
legal.consumer refund gym closed prepaid card shop refuses fake product scam seller consumer broken goods return warranty salon
legal.labour boss unpaid wages salary owed fired pregnant contract overtime severance employer refuses to pay dismissed labour resign
legal.tenancy landlord deposit refuses return rent evict lease agent tenant contract kicked out
legal.correction released from prison parole probation ex-convict
job.seek job work find employment resume cv vacancy hiring interview position part-time looking for work job fair apply
job.publicPost public welfare post over fifty nobody hires government job laid off both unemployed
job.training training course certificate skill learn trade free nanny electrician pastry
job.startup start business open shop loan startup entrepreneur small business capital
job.flexible gig day labour odd jobs part time from home casual handicraft extra money
job.unemployed laid off lost my job unemployment benefit insurance company closed redundancy claim
job.youth graduate graduated university internship first job archive
social.pension pension contributions social insurance pay myself gap years transfer self-employed stall
social.retire retire retirement age application pension calculation
social.alive prove alive pension verification face recognition authentication
social.medicare health insurance enrol newborn insured premium medical insurance join coverage
social.claim reimburse reimbursement hospital bill claim another city out of province insurance pay back receipts
social.card social security card lost pin activate
social.maternity maternity leave allowance birth benefit childbirth cost
social.injury injured at work accident factory work injury compensation hurt on the job
social.fund housing fund withdraw provident
aid.dibao poor no income welfare minimum living allowance low income cannot make ends meet struggling benefits
aid.tekun no family no income old destitute support
aid.temporary emergency money fire burned house lost everything sudden accident urgent help nowhere to sleep tonight wallet stolen disaster crisis cash
aid.medical medical bills cannot pay cancer chemo dialysis treatment cost sold house debt illness
aid.charity charity wish fund donation for my family kind people
aid.goods food bank clothes blanket winter coat rice nothing to eat quilt need baby clothes free stuff hungry groceries
aid.homeless homeless sleeping rough street beggar shelter bridge no money to go home
aid.discount electricity bill discount water bill waiver low income
housing.public public rental housing affordable flat cheap apartment government rent half my salary subsidy eligible cramped
housing.rent rent room apartment find flat rental lease short-term list my flat
housing.renewal renovation old building facade demolition pipes compound upgrade
housing.lift install elevator lift no elevator sixth floor neighbours disagree retrofit
housing.danger crack wall falling plaster unsafe building collapse bearing wall tilt tiles
housing.fundUse maintenance fund roof repair owners money
repair.plumbing tap faucet dripping pipe burst leak under sink water heater valve plumber shower
repair.leak ceiling leak damp mould mold roof rain comes in water stain seepage
repair.drain clogged drain toilet blocked sink overflow flush unclog sewage backs up
repair.electric power trips fuse breaker socket sparks wiring light fixture flicker electrician bulb
repair.lock locked out key lock broken locksmith door won't open keys inside
repair.appliance fridge washing machine air conditioner tv oven repair not cooling broken microwave heater appliance
repair.bike bike bicycle flat tyre tire chain brake pump puncture scooter
repair.sewing zipper trousers shoe sole sew tailor button hem alter umbrella
repair.knives knife sharpen watch battery chair leg scissors
repair.phone screen cracked phone laptop computer slow repair virus battery data
repair.fitting window screen mosquito net drill hole curtain shelf mount door hinge assemble glass
utility.gas gas stove bill top up meter hose inspection
utility.water tap water brown pressure bill no water cut off
utility.power power cut outage electricity bill meter voltage whole building dark
utility.heat heating radiator cold flat temperature room freezing
utility.network internet wifi broadband signal router cable tv
property.service property management guards cleaning not done complain company manager ignores
property.fee management fee charge advertising income transparent accounts
property.lift elevator stuck broken trapped lift stops shaking out of order
property.lights stairwell light dark corridor hall bulb
property.gate gate door entry card intercom security camera strangers fob
property.owners owners committee homeowners association vote election
property.facility bench broken fitness equipment swing railing playground slide fence
road.parking parking space park car blocked my car no spot occupied garage
road.deadCar abandoned car flat tyres months dusty wreck
road.charging charge electric car scooter charger station charging pile ev
road.surface pothole road pavement sidewalk puddle tiles loose trip
road.streetlight street light lamp dark alley
road.manhole manhole cover missing rattling
road.traffic traffic crossing zebra light speed school gate congestion shared bikes
road.transit bus route van transport wheelchair taxi won't take ride hospital dialysis stairs stroke transfer accessible vehicle shuttle pick up dad drive him
road.occupy stall vendor sidewalk blocked street food peddler occupy
env.noise noise noisy loud music drilling renovation barking night karaoke construction can't sleep dancing
env.garbage garbage rubbish trash pile hallway stinks flies dirty litter dump corridor cardboard
env.sorting sorting recycle bins which bin wet waste kitchen waste rules
env.bulky mattress sofa old furniture get rid of bulky cabinet renovation debris rubble wardrobe throw away bed pick up removal dispose tiles bricks
env.recycle recycle old clothes cardboard paper bottles electronics scrap batteries
env.fumes smoke barbecue restaurant smell grill fumes dust burning exhaust
env.sewage sewage overflow septic manhole stinking water
env.tree tree branches prune block light fall roots
env.green lawn plants garden flowers green grow vegetables trampled
env.pests cockroach rat mouse bedbugs termites mosquito wasp ants exterminator pest
env.dog dog license register puppy leash unleashed barking bite vaccination large dog licence golden retriever poodle
env.stray stray cats dogs feral kitten found rescue adopt wild
env.petCare pet cat dog boarding sitter leave while away feed vet sick vomiting grooming animal hospital kennel rabbit hamster neuter put down bite wound days trip holiday
env.illegal illegal structure extension built roof shed partition subdivide
env.ads flyers stickers ads wall graffiti
safety.fire fire hazard extinguisher smoke detector flammable escape drill hydrant
safety.fireLane fire lane exit blocked emergency exit locked
safety.ebike ebike battery charging indoors corridor scooter elevator
safety.gasLeak smell gas leak hissing
safety.fraud scam fraud phishing fake police transferred money call investment cheated suspicious caller prize supplements
safety.police stolen theft burglar break in followed harass suspicious fight police robbed stalker
safety.thrown thrown from window falling objects bottle flowerpot high-rise
safety.missing missing lost father wandered not home child disappeared
safety.disaster flood typhoon storm sandbags shelter evacuate water rising
safety.child drowning child safety window swimming river
safety.production unsafe workshop chemicals warehouse factory hazard
cert.hukou hukou household register move registration transfer newborn
cert.residence residence permit temporary residence renew moved address
cert.idCard id card expired lost identity flight tomorrow renew temporary id
cert.birthReg birth certificate newborn register
cert.marriage marry marriage certificate register wedding foreigner licence single
cert.death death certificate passed away cancel registration died paperwork
cert.residenceProof proof of address stamp letter from community certificate
cert.kinship proof relationship kinship mother son document
cert.record criminal record certificate no conviction police clearance
cert.passport passport visa travel hong kong permit abroad renew
cert.licence business licence food permit shop register company cancel
cert.onlyChild only child reward parents
cert.proxy paperwork forms do it for me window counter documents help apply on behalf
cert.print print copy scan photo passport picture fax
family.matchmaking single date dating matchmaking girlfriend boyfriend marry son unmarried singles
family.wedding wedding ceremony banquet
family.funeral funeral cremation ashes scatter sea grave cemetery died last night burial coffin morgue
family.memorial tomb sweeping grave visit ancestors qingming incense
digital.phone smartphone phone teach wechat pay scan app mother learn video call old people small print tap
digital.online online form app login upload website password can't register e-government
digital.media computer learn video editing photoshop excel typing streaming
culture.troupe choir sing dance group band rehearse opera join instrument
culture.course class painting calligraphy baking hobby course tea craft yoga guitar photography learn
culture.library library books read study quiet place borrow newspaper
culture.chess chess cards mahjong play go partner
culture.sport gym badminton table tennis basketball swim exercise court tai chi run workout
culture.venue room hall venue book space meeting party rehearse gather
culture.lecture lecture talk attend
culture.film film movie show theatre exhibition
culture.festival festival new year dumplings lantern celebrate mid-autumn
culture.science science robot experiment telescope coding kids
mutual.tools borrow drill ladder pump tool hammer trolley screwdriver lend cart toolbox
mutual.join volunteer volunteering hours certificate help community give back free time sign up retired useful teach
mutual.help helping hand carry move lift neighbour quick favour
mutual.timeBank time bank exchange hours later
mutual.donate donate give away wheelchair books toys clothes charity drop off
mutual.swap swap second hand flea market sell exchange old things
mutual.lost lost found wallet bag keys left on bus
life.haircut haircut barber hair cut at home shave trim
life.laundry laundry quilt dry clean wash clothes duvet
life.housekeeping cleaner cleaning lady housekeeper windows hourly maid tidy ayi weekly
life.nanny nanny babysitter maternity confinement live-in newborn helper
life.parcel parcel package courier delivery locker stolen package pick up
life.shopping market vegetables groceries shopping milk supermarket fresh
life.moving move house moving van truck movers furniture
life.bath public toilet bathhouse restroom changing room diaper bathroom urgent
life.bank bank withdraw cash passbook atm coins change money
life.carWash car won't start wash tow tyre jump start mechanic
life.shelter cool place heat hot rest sit warm water shade drink
gov.pact suggestion idea proposal meeting vote rules community bench install
gov.party party member dues branch
gov.women women single mother support group mums
gov.union union member worker benefits
gov.feedback complain rude staff praise thank slow ignored nobody answers
gov.info where office hours phone number which community contact opening
elder.meal too tired to cook supper grandma burns the pots somewhere seniors can eat at reduced price
elder.mealDelivery frail recovering broken hip crackers biscuits lives on toast someone could drop off lunch at his door food delivered
elder.bath needs lifting into the tub can't step into shower greasy hair scrub back sponge
elder.homecare spoon feed needs somebody beside him round the clock live-in nurse bed pan helper few hours dementia stroke nursing aide discharge from hospital
elder.escort father deaf nervous about mri colonoscopy someone to sit with him queue payment
elder.dayCare grandpa spend the day in the office at work nine to five company supervision picks up
elder.nursingHome cannot look after him any longer move in permanently care facility fees queue for place
elder.respite lifting husband back killing fortnight off step in fill in burnt out caring wedding abroad need rest cover for me surgery myself
elder.visit aunt uncle overseas canada australia check she is alright hasn't answered phone look in
elder.alarm trip at night until morning nobody would find press a button gadget device necklace
elder.equipment sprained twisted ankle cast borrow knee scooter fortnight hire buy second hand medical bed
elder.card subway metro fare pensioner concession pay for bus parks entrance
elder.dementia freezer keys calls me by sister's name puts things odd places leaves gas on lost on the way home same story over and over memory clinic puzzled
elder.adapt handrail shower slips stumble night light bath seat threshold trip hazard
elder.allowance turns eighty birthday government money monthly seniors old age
elder.assess insurance covers nursing at home evaluate grade bedridden half year
elder.hospice doctors gave up months to live morphine peacefully
disabled.card amputation wheelchair user apply officially disabled evaluation
disabled.access entrance steep gate wheelchair users pram blocked lift out
disabled.dayCentre special needs adult stays home all day simple job workshop since leaving
disabled.childRehab doesn't respond to name spins flapping words at three
child.afterSchool school lets out half past three both parents working finish at six someone to mind the kids
child.holiday July August nobody home with kids camp safe place term ends
child.toddler eighteen month old going back to office creche place
child.homework struggling with chinese homework characters maths
child.parenting my son shouts locked in his room gaming addiction step kids bedtime
child.protect marks on the boy kid next door screams hit with belt
education.enrol which primary school takes kids from compound expat child documents for first grade
education.aid offer letter tuition can't afford semester
veteran.card army husband serving soldier plaque on door family of a soldier
newcomer.foreign cousin relative germany france russia korea japan staying with us report to police visitor from overseas mother-in-law visiting register within 24 hours dorm permit
health.clinic running nose vomiting tummy flu pink eye dentist
health.familyDoctor physician follows whole family one doctor who knows us
health.vaccine mmr polio chickenpox tetanus monkey scratched dog bit travel vaccine due toddler passport record
health.homeNursing catheter replaced can't leave the flat feeding tube pus injection stitches nurse visit
health.checkup physical blood work liver cancer women's health smear free for seniors
health.prenatal first trimester book hospital birth midwife expecting baby register pregnancy
health.chronic blood sugar meter diabetic medicine hypertension dizzy readings
health.prescription run out of insulin tablets refill same medicine
health.booking can't get appointment with heart specialist sold out app
mental.talk weeps crying since the baby bad mother low feel empty hate living here miss home can't stop worrying panic attack someone to listen in english private
mental.crisis doesn't want to be here anymore pills roof jump
mental.child daughter won't eat bullied cutting refuses to go to class
legal.consult someone owes me money contract english sue small claims
legal.neighbour people upstairs flooded kitchen refuse to pay piano argument between neighbours
legal.family wants divorce kids custody ex doesn't pay husband cheating my brothers won't share care
legal.violence boyfriend husband locked me in smashed my phone terrified slapped strangled scared to go home hurts me shoved
legal.consumer swimming pool shut down kept membership money language school closed voucher course refund faulty
legal.labour restaurant hasn't paid me salary months employer overtime fired pregnant severance
legal.tenancy landlord kept deposit walls dirty rent raised kick us out agency fee
job.seek looking for part-time work near home vacancies english teacher waitress shop hire mother back to work
job.training learn baking nursing assistant certificate paid by government
job.unemployed company folded entitled dole unemployed compensation jobless
job.startup rent a stall cafe open bakery permit loan
social.claim hospitalised in another province hospital bill money back insurance from hometown
social.medicare register newborn medical insurance no employer
aid.temporary flat burned down sleep robbed house fire husband died suddenly no money till payday stranded
aid.goods kids no winter clothes coats diapers formula food running out
aid.medical chemo bills eaten savings leukemia transplant
housing.public rent eats half our wages government housing waiting list
housing.lift six-storey building no elevator knees are bad add an elevator
housing.danger tiles dropping off outside wall balcony cracking
repair.plumbing faucet won't stop dripping toilet keeps running water under the sink
repair.leak rain comes through stain on ceiling bubbling paint
repair.appliance grinding noise washer dryer aircon not cold fridge warm boiler cooker hood
repair.lock standing outside key snapped baby locked inside
repair.drain shower water won't go down toilet backs up
repair.electric sockets dead lights flicker breaker keeps tripping half the flat dark
property.service security guard asleep lobby filthy lights management doesn't answer
property.lift stuck between floors elevator jerks out of service
road.parking someone takes my spot double parked can't get out driveway
road.transit wheelchair taxi dialysis three times a week get down stairs van with lift bring to hospital mobility
road.charging nowhere to plug in ev tesla electric car scooter battery
road.surface twisted on loose tile hole in the road
env.noise bar downstairs bass thumping 3 am piano square dance jackhammer party
env.dog adopt new retriever tags dog permit off leash scared of big dog
env.stray kittens under our building litter of puppies colony feeding
env.petCare rabbit stopped eating cat sneezing dog limping who feeds my cat boarding while travelling pet sitter animal clinic
env.bulky old wardrobe bed frame fridge broken bathtub leftover from renovation haul away
env.pests roaches bedbug bites scratching in ceiling
env.recycle jars boxes old laptop where to take
safety.fraud claiming to be police transfer savings crypto investment parcel customs fake sms link grandma bought pills
safety.ebike charges battery in hallway extension cord scooter corridor
safety.fire junk blocking corridor worried about fire hoarding smoke alarm
safety.police bike stolen man hanging around follows me
cert.idCard lost my id passport fly on friday urgent replacement
cert.residence renew residence permit moved to new flat
family.funeral passed away at home last night cremate what to do ashes scatter sea urn
cert.death death certificate register death
digital.phone figure out pay with phone tap wrong button grandma learn wechat video taxi app
culture.library revise exams quiet borrow english books
culture.venue room for twenty people practise dancing birthday party rehearse space
culture.troupe join local choir dance team band
culture.course learn calligraphy cooking chinese painting weekends
culture.sport badminton court yoga gym free table tennis
mutual.join teach english to kids free weekends free time help out my son needs service hours
mutual.tools drill afternoon ladder bike pump borrow screwdriver
mutual.donate crib stroller toys give away good condition
life.nanny live-in helper baby born in may night nanny twins nannies postpartum doula
life.housekeeping trustworthy ayi twice a week ironing deep clean windows
life.haircut grandpa can't get to barber hair too long
life.parcel package missing front door deliveryman
life.moving two rooms movers van fridge
life.laundry duvet too big for machine
life.shelter no aircon heat wave somewhere cool
gov.info which office am I in who is in charge of our building opening hours
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
