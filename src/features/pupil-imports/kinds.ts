import type { Wanted } from '#core/pupil-data/tables.ts';

/** What a file holds. Long assessments have a row a result; a marksheet has a row a pupil and a column an assessment. */
export const kindNames = ['pupils', 'assessments', 'marksheet', 'attendance', 'marks', 'suspensions'] as const;
export type Kind = (typeof kindNames)[number];

export type Field = {
  code: string;
  label: string;
  /** How exports name the column, in lower case without spaces and signs. */
  names: readonly string[];
  required?: boolean;
  /** Left out where names, or names and UPNs, are kept out. */
  identity?: 'name' | 'upn';
  date?: boolean;
};

const names = (list: string): readonly string[] => list.split(' ');

const upn: Field = {
  code: 'upn',
  label: 'UPN',
  names: names('upn uniquepupilnumber fspupn phonicsupn ks2upn mtcupn'),
  identity: 'upn',
};
const reference: Field = {
  code: 'reference',
  label: 'The school’s own number for the pupil',
  names: names(
    'adno admissionno admissionnumber admno adnomisid misid studentid pupilid arborstudentid studentno pupilno personid externalid go4schoolsid g4sstudentid simsid bromcomid pupilmatchingref id',
  ),
};
const who = [upn, reference];

const pupils: readonly Field[] = [
  ...who,
  { code: 'former_upn', label: 'Former UPN', names: names('formerupn previousupn oldupn'), identity: 'upn' },
  {
    code: 'surname',
    label: 'Surname',
    names: names('surname lastname legalsurname legallastname familyname fspsurname phonicssurname'),
    identity: 'name',
  },
  {
    code: 'forename',
    label: 'Forename',
    names: names(
      'forename firstname legalforename legalfirstname givenname preferredforename preferredfirstname fspforename phonicsforename',
    ),
    identity: 'name',
  },
  {
    code: 'born_on',
    label: 'Date of birth',
    names: names('dob dateofbirth birthdate fspdob phonicsdob'),
    identity: 'name',
    date: true,
  },
  {
    code: 'year_group',
    label: 'Year group',
    names: names('year yeargroup ncyear ncyearactual yr nationalcurriculumyear curriculumyear yeargroupname'),
  },
  {
    code: 'registration',
    label: 'Registration group',
    names: names('reg reggroup registration registrationgroup registrationform form tutorgroup tutor formgroup'),
  },
  { code: 'sex', label: 'Sex', names: names('sex gender legalsex') },
  {
    code: 'sen',
    label: 'SEN',
    names: names('sen senstatus sendstatus senprovision sencode send sentype senk'),
  },
  {
    code: 'sen_need',
    label: 'SEN primary need',
    names: names('senneed senprimaryneed primaryneed sentypeofneed needtype'),
  },
  {
    code: 'disadvantaged',
    label: 'Disadvantaged',
    names: names('disadvantaged disadvantagedpp fsm6cla1a disadvantage da'),
  },
  {
    code: 'fsm6',
    label: 'Free school meals in the last six years',
    names: names('fsm6 fsmever6 ever6 ever6fsm everfsm6 fsmeverinlast6years fsm6p eligibleforfsminlast6years'),
  },
  {
    code: 'pp',
    label: 'Pupil premium',
    names: names(
      'pp pupilpremium pupilpremiumindicator ppindicator deprivationpupilpremium pupilpremiumeligible ppeligible',
    ),
  },
  {
    code: 'looked_after',
    label: 'Looked after',
    names: names('lookedafter lac incare cla childlookedafter lookedafterpremium inlacare lookedafterchild'),
  },
  {
    code: 'eal',
    label: 'English as an additional language',
    names: names('eal ealstatus englishadditionallanguage englishasadditionallanguage firstlanguage ealgroup'),
  },
  {
    code: 'joined_on',
    label: 'Joined the school',
    names: names('joined dateofadmission admissiondate dateofentry entrydate doa enrolmentdate startdate'),
    date: true,
  },
  {
    code: 'left_on',
    label: 'Left the school',
    names: names('left dateofleaving leavingdate leavedate dol enddate'),
    date: true,
  },
  {
    code: 'ks2_reading',
    label: 'Key stage 2 reading score',
    names: names(
      'ks2reading ks2readingscore ks2readingscaledscore ks2enreading ks2readss ks2englishreading readingscaledscore',
    ),
  },
  {
    code: 'ks2_maths',
    label: 'Key stage 2 maths score',
    names: names('ks2maths ks2mathsscore ks2mathsscaledscore ks2ma ks2mathss ks2mathematics mathsscaledscore'),
  },
  {
    code: 'ks4_points',
    label: 'Key stage 4 average points',
    names: names('ks4points ks4averagepoints averagegcse averagegcsepoints gcseaps ks4aps averagegcsescore'),
  },
  { code: 'counted', label: 'Counts in performance measures', names: names('counted onmeasures includedinmeasures') },
];

const assessments: readonly Field[] = [
  ...who,
  {
    code: 'subject',
    label: 'Subject',
    names: names('subject subjectname course coursename assessmentsubject qualificationsubject'),
    required: true,
  },
  {
    code: 'qualification',
    label: 'Qualification',
    names: names('qualification qualificationtype qual examlevel level award qualificationname'),
  },
  {
    code: 'kind',
    label: 'What the grade is (current, predicted, target, result)',
    names: names('kind resulttype assessmenttype gradetype aspect type assessment'),
  },
  { code: 'grade', label: 'Grade', names: names('grade gradevalue mark score value') },
  {
    code: 'current',
    label: 'Current grade',
    names: names('current currentgrade workingat workingatgrade cwg wag currentworkinggrade workinggrade'),
  },
  {
    code: 'predicted',
    label: 'Predicted grade',
    names: names('predicted predictedgrade prediction forecast forecastgrade teacherpredicted'),
  },
  {
    code: 'target',
    label: 'Target grade',
    names: names('target targetgrade mtg minimumtargetgrade fft ffttarget'),
  },
  {
    code: 'result',
    label: 'Result',
    names: names('result examresult actual actualgrade finalgrade finalresult resultgrade'),
  },
  { code: 'baseline', label: 'Baseline', names: names('baseline baselinegrade') },
  {
    code: 'class',
    label: 'Class',
    names: names('class set setclass classname teachinggroup group classcode teachingset'),
  },
  { code: 'counts', label: 'Counts in performance measures', names: names('counts discount discounted counted') },
];

const attendance: readonly Field[] = [
  ...who,
  {
    code: 'possible',
    label: 'Possible sessions',
    names: names('possible possiblesessions sessionspossible possibleattendances totalpossible possiblemarks'),
    required: true,
  },
  {
    code: 'attended',
    label: 'Sessions attended',
    names: names('present attended presentsessions sessionsattended attendances presentmarks presents'),
  },
  {
    code: 'authorised',
    label: 'Authorised absence',
    names: names(
      'authorised authorisedabsence authabs authorisedabsences sessionsauthorised authabsence authabsences authorisedsessions',
    ),
    required: true,
  },
  {
    code: 'unauthorised',
    label: 'Unauthorised absence',
    names: names(
      'unauthorised unauthorisedabsence unauthabs unauthorisedabsences sessionsunauthorised unauthabsence unauthabsences unauthorisedsessions',
    ),
    required: true,
  },
  {
    code: 'late',
    label: 'Lates',
    names: names('late lates latemarks latebeforereg latesessions latebeforeregistersclosed'),
  },
];

const marks: readonly Field[] = [
  ...who,
  {
    code: 'date',
    label: 'Date',
    names: names('date sessiondate markdate attendancedate'),
    required: true,
    date: true,
  },
  {
    code: 'session',
    label: 'Morning or afternoon',
    names: names('session ampm sessionname sessiontype period'),
  },
  {
    code: 'code',
    label: 'Attendance code',
    names: names('code mark attendancecode attendancemark sessionmark marks'),
    required: true,
  },
];

const suspensions: readonly Field[] = [
  ...who,
  {
    code: 'exclusion',
    label: 'Suspension or permanent exclusion',
    names: names('type category exclusiontype exclusioncategory kind suspensiontype categoryofexclusion'),
    required: true,
  },
  {
    code: 'started_on',
    label: 'First day',
    names: names('startdate start date exclusionstartdate suspensionstartdate from started datestarted'),
    date: true,
  },
  {
    code: 'sessions',
    label: 'Sessions lost',
    names: names('sessions sessionslost exclusionsessions numberofsessions actualnumberofsessions'),
  },
  {
    code: 'days',
    label: 'School days lost',
    names: names('days dayslost schooldays numberofdays lengthdays duration'),
  },
  {
    code: 'reasons',
    label: 'Reason codes',
    names: names('reason reasons reasoncode reasoncodes exclusionreason suspensionreason primaryreason reason1'),
  },
];

export type KindOf = { title: string; lead: string; wanted: Wanted; fields: readonly Field[]; rows: string };

export const kinds: Record<Kind, KindOf> = {
  pupils: {
    title: 'Pupils',
    lead: 'Everyone on roll: UPN, year group, SEN, disadvantaged, prior attainment',
    wanted: 'pupils',
    fields: pupils,
    rows: 'pupils',
  },
  assessments: {
    title: 'Assessments, a row for each result',
    lead: 'Pupil, subject and grade in each row',
    wanted: 'assessments',
    fields: assessments,
    rows: 'results',
  },
  marksheet: {
    title: 'Assessments, a row for each pupil',
    lead: 'A marksheet with a column for each subject; also key stage 2, phonics, early years and multiplication check files',
    wanted: 'assessments',
    fields: who,
    rows: 'results',
  },
  attendance: {
    title: 'Attendance totals',
    lead: 'Possible sessions and absences of each pupil',
    wanted: 'attendance',
    fields: attendance,
    rows: 'pupils',
  },
  marks: {
    title: 'Attendance marks',
    lead: 'A row for each pupil and session, with its code',
    wanted: 'attendance',
    fields: marks,
    rows: 'sessions',
  },
  suspensions: {
    title: 'Suspensions and exclusions',
    lead: 'A row for each',
    wanted: 'suspensions',
    fields: suspensions,
    rows: 'suspensions and exclusions',
  },
};

export const isKind = (text: string): text is Kind => (kindNames as readonly string[]).includes(text);
export const fieldOf = (kind: Kind, code: string): Field | null =>
  kinds[kind].fields.find((field) => field.code === code) ?? null;

/** Kinds that bring in the same part of a snapshot. */
