import { get, post, type Route } from '#core/access/route.ts';
import { sendClosedDay, sendFollow, sendOpenDay, sendYear, showYear } from './pages/edit-year.tsx';
import { sendExamWeek, sendNewExamWeek, sendRemoveExamWeek, showExamWeek, showExamWeeks } from './pages/exam-weeks.tsx';
import { showTermDates } from './pages/overview.tsx';
import { termDatesPaths } from './paths.ts';

export const termDatesRoutes: readonly Route[] = [
  get(termDatesPaths.overview, 'school:read', showTermDates),
  get(termDatesPaths.year(':year'), 'trust:administer', showYear),
  post(termDatesPaths.year(':year'), 'trust:administer', sendYear),
  post(termDatesPaths.closedDay(':year'), 'trust:administer', sendClosedDay),
  get(termDatesPaths.schoolYear(':schoolId', ':year'), 'trust:administer', showYear),
  post(termDatesPaths.schoolYear(':schoolId', ':year'), 'trust:administer', sendYear),
  post(termDatesPaths.follow(':schoolId', ':year'), 'trust:administer', sendFollow),
  post(termDatesPaths.schoolClosedDay(':schoolId', ':year'), 'trust:administer', sendClosedDay),
  // The policy narrows these to an administrator of the trust and the Executive Principal.
  get(termDatesPaths.examWeeks(':year'), 'school:read', showExamWeeks),
  post(termDatesPaths.examWeeks(':year'), 'school:read', sendNewExamWeek),
  get(termDatesPaths.examWeek(':examWeekId'), 'school:read', showExamWeek),
  post(termDatesPaths.examWeek(':examWeekId'), 'school:read', sendExamWeek),
  post(termDatesPaths.removeExamWeek(':examWeekId'), 'school:read', sendRemoveExamWeek),
  post(termDatesPaths.openDay(':closedDayId'), 'trust:administer', sendOpenDay),
];
