import { get, post, type Route } from '#core/access/route.ts';
import { sendAdd, showAdd } from './pages/add-entry.tsx';
import { showCalendar } from './pages/calendar.tsx';
import { showConsultation } from './pages/consultation.tsx';
import { sendChange, sendMove, sendStop, showEntry } from './pages/entry.tsx';
import { sendMake, sendRollForward, showMake, showRollForward } from './pages/plan.tsx';
import { sendPublishAgreed, showPublish } from './pages/publish.tsx';
import { showSchoolYear } from './pages/school-year.tsx';
import { sendAnswer, sendAsk, sendNobody, sendPublish, sendSettlement } from './pages/send-consultation.ts';
import { showTemplate } from './pages/template.tsx';
import { sendLine, sendRemoveLine, showLine } from './pages/template-line.tsx';
import { qaCalendarPaths as paths } from './paths.ts';

const school = ':schoolId';
const year = ':year';
const entry = ':entryId';

export const qaCalendarRoutes: readonly Route[] = [
  get(paths.calendar, 'qa-calendar:read', showCalendar),
  get(paths.schoolYear(school), 'qa-calendar:read', showSchoolYear),
  get(paths.template, 'qa-calendar:plan', showTemplate),
  get(paths.templateLine(':lineKey'), 'qa-calendar:plan', showLine),
  post(paths.templateLine(':lineKey'), 'qa-calendar:plan', sendLine),
  post(paths.removeTemplateLine(':lineKey'), 'qa-calendar:plan', sendRemoveLine),
  get(paths.make(year), 'qa-calendar:plan', showMake),
  post(paths.make(year), 'qa-calendar:plan', sendMake),
  get(paths.rollForward(year), 'qa-calendar:plan', showRollForward),
  post(paths.rollForward(year), 'qa-calendar:plan', sendRollForward),
  get(paths.add(year), 'qa-calendar:plan', showAdd),
  post(paths.add(year), 'qa-calendar:plan', sendAdd),
  get(paths.publish(year), 'qa-calendar:plan', showPublish),
  post(paths.publish(year), 'qa-calendar:plan', sendPublishAgreed),
  get(paths.entry(entry), 'qa-calendar:read', showEntry),
  post(paths.move(entry), 'qa-calendar:plan', sendMove),
  post(paths.change(entry), 'qa-calendar:plan', sendChange),
  post(paths.stop(entry), 'qa-calendar:plan', sendStop),
  get(paths.consultation(school, year), 'qa-calendar:read', showConsultation),
  post(paths.ask(school, year), 'qa-calendar:plan', sendAsk),
  post(paths.answer(school, year), 'qa-calendar:answer', sendAnswer),
  post(paths.noRepresentative(school, year), 'qa-calendar:read', sendNobody),
  post(paths.publishSchool(school, year), 'qa-calendar:plan', sendPublish),
  post(paths.settle(':moveRequestId'), 'qa-calendar:plan', sendSettlement),
];
