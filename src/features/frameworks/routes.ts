import { get, post, type Route } from '#core/access/route.ts';
import { sendAdopt, sendDiscard, showAdopt, showDiscard } from './pages/adopt.tsx';
import { sendMoveArea, sendMoveGrade, sendRemoveArea, sendRemoveGrade } from './pages/change-order.ts';
import { sendAddArea, sendArea, showAddArea, showArea } from './pages/edit-area.tsx';
import { sendDetails, showDetails } from './pages/edit-details.tsx';
import { showDraft } from './pages/edit-draft.tsx';
import { sendAddGrade, sendGrade, showAddGrade, showGrade } from './pages/edit-grade.tsx';
import { showFrameworks } from './pages/framework-list.tsx';
import { sendStartDraft, showFramework } from './pages/framework-page.tsx';
import { sendNewFramework, showNewFramework } from './pages/new-framework.tsx';
import { showSideBySide } from './pages/side-by-side.tsx';
import { frameworkPaths as paths } from './paths.ts';

const [id, areaId, gradeId] = [':frameworkId', ':areaId', ':gradeId'];

export const frameworkRoutes: readonly Route[] = [
  get(paths.list, 'framework:read', showFrameworks),
  get(paths.sideBySide, 'framework:read', showSideBySide),
  get(paths.add, 'framework:manage', showNewFramework),
  post(paths.add, 'framework:manage', sendNewFramework),
  get(paths.framework(id), 'framework:read', showFramework),
  post(paths.startDraft(id), 'framework:manage', sendStartDraft),
  get(paths.edit(id), 'framework:manage', showDraft),
  get(paths.details(id), 'framework:manage', showDetails),
  post(paths.details(id), 'framework:manage', sendDetails),
  get(paths.addArea(id), 'framework:manage', showAddArea),
  post(paths.addArea(id), 'framework:manage', sendAddArea),
  get(paths.area(id, areaId), 'framework:manage', showArea),
  post(paths.area(id, areaId), 'framework:manage', sendArea),
  post(paths.moveArea(id, areaId), 'framework:manage', sendMoveArea),
  post(paths.removeArea(id, areaId), 'framework:manage', sendRemoveArea),
  get(paths.addGrade(id), 'framework:manage', showAddGrade),
  post(paths.addGrade(id), 'framework:manage', sendAddGrade),
  get(paths.grade(id, gradeId), 'framework:manage', showGrade),
  post(paths.grade(id, gradeId), 'framework:manage', sendGrade),
  post(paths.moveGrade(id, gradeId), 'framework:manage', sendMoveGrade),
  post(paths.removeGrade(id, gradeId), 'framework:manage', sendRemoveGrade),
  get(paths.adopt(id), 'framework:manage', showAdopt),
  post(paths.adopt(id), 'framework:manage', sendAdopt),
  get(paths.discard(id), 'framework:manage', showDiscard),
  post(paths.discard(id), 'framework:manage', sendDiscard),
];
