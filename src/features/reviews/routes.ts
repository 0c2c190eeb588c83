import { get, post, postFiles, type Route } from '#core/access/route.ts';
import { largestFile } from '#core/evidence/store-files.ts';
import { showActivity } from './pages/activity.tsx';
import {
  postAdoption,
  postHead,
  postQuestion,
  postQuestionChange,
  postQuestionMove,
  postQuestionRemoval,
  showForm,
} from './pages/form.tsx';
import { postForms, showForms } from './pages/forms-list.tsx';
import { showList } from './pages/list.tsx';
import { postOwnGrade, showOwnGrade } from './pages/own-grade.tsx';
import { postPrepare, showForEntry, showPrepare } from './pages/prepare.tsx';
import { postPurpose, showPurpose } from './pages/purpose.tsx';
import { autosaveRecord, postRecord, showRecord } from './pages/record.tsx';
import { showReview } from './pages/review.tsx';
import { postCancel, postGather, postReopen, postShare } from './pages/steps.tsx';
import { postDecision, postDeclaration, postExpertise, postMember, postRemoval, showTeam } from './pages/team.tsx';
import { autosaveTheme, postThemeText, showTheme } from './pages/theme.tsx';
import { postTheme, postThemeChange, postThemeRemoval, showThemes } from './pages/themes.tsx';
import {
  postActivity,
  postActivityCancel,
  postActivityChange,
  showActivityChange,
  showTimetable,
} from './pages/timetable.tsx';
import { showWithMe } from './pages/with-me.tsx';

const review = '/reviews/:qaReviewId';
const member = `${review}/team/:qaMemberId`;
const theme = `${review}/themes/:themeId`;
const activity = `${review}/activities/:activityId`;
const form = '/reviews/forms/:instrumentId';
const question = `${form}/questions/:formQuestionId`;

export const routes: readonly Route[] = [
  get('/reviews', 'review:read', showList),
  get('/reviews/for-entry/:entryId', 'review:read', showForEntry),
  get('/reviews/prepare/:entryId', 'review:lead', showPrepare),
  post('/reviews/prepare/:entryId', 'review:lead', postPrepare),
  get('/reviews/with-me', 'own-account', showWithMe),
  get('/reviews/forms', 'review:read', showForms),
  post('/reviews/forms', 'review:instruments', postForms),
  get(form, 'review:read', showForm),
  post(`${form}/head`, 'review:instruments', postHead),
  post(`${form}/questions`, 'review:instruments', postQuestion),
  post(`${question}/change`, 'review:instruments', postQuestionChange),
  post(`${question}/move`, 'review:instruments', postQuestionMove),
  post(`${question}/remove`, 'review:instruments', postQuestionRemoval),
  post(`${form}/adopt`, 'review:instruments', postAdoption),
  get(review, 'review:read', showReview),
  post(`${review}/share`, 'review:lead', postShare),
  post(`${review}/gather`, 'review:lead', postGather),
  post(`${review}/reopen`, 'review:lead', postReopen),
  post(`${review}/cancel`, 'review:lead', postCancel),
  get(`${review}/purpose`, 'review:lead', showPurpose),
  post(`${review}/purpose`, 'review:lead', postPurpose),
  get(`${review}/team`, 'review:read', showTeam),
  post(`${review}/team`, 'review:lead', postMember),
  post(`${member}/declare`, 'review:contribute', postDeclaration),
  post(`${member}/decide`, 'review:lead', postDecision),
  post(`${member}/expertise`, 'review:contribute', postExpertise),
  post(`${member}/remove`, 'review:lead', postRemoval),
  get(`${review}/themes`, 'review:lead', showThemes),
  post(`${review}/themes`, 'review:lead', postTheme),
  get(theme, 'review:read', showTheme),
  post(`${theme}/change`, 'review:lead', postThemeChange),
  post(`${theme}/remove`, 'review:lead', postThemeRemoval),
  post(`${theme}/write`, 'review:contribute', postThemeText),
  post(`${theme}/autosave`, 'review:contribute', autosaveTheme),
  get(`${theme}/own`, 'review:contribute', showOwnGrade),
  post(`${theme}/own`, 'review:contribute', postOwnGrade),
  get(`${review}/timetable`, 'review:lead', showTimetable),
  post(`${review}/timetable`, 'review:lead', postActivity),
  get(activity, 'review:read', showActivity),
  get(`${activity}/change`, 'review:lead', showActivityChange),
  post(`${activity}/change`, 'review:lead', postActivityChange),
  post(`${activity}/cancel`, 'review:lead', postActivityCancel),
  get(`${activity}/record`, 'review:contribute', showRecord),
  postFiles(`${activity}/record`, 'review:contribute', largestFile, postRecord),
  post(`${activity}/autosave`, 'review:contribute', autosaveRecord),
];
