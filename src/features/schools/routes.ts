import { get, post, type Route } from '#core/access/route.ts';
import { sendAddSchool, sendEditSchool, showAddSchool, showEditSchool } from './pages/edit-school.tsx';
import { sendCloseDepartment, sendDepartment, sendPredecessor, showSchoolDetails } from './pages/school-details.tsx';
import { showSchools } from './pages/school-list.tsx';
import { schoolPaths } from './paths.ts';

export const schoolRoutes: readonly Route[] = [
  get(schoolPaths.list, 'school:read', showSchools),
  get(schoolPaths.add, 'school:manage', showAddSchool),
  post(schoolPaths.add, 'school:manage', sendAddSchool),
  get(schoolPaths.details(':schoolId'), 'school:read', showSchoolDetails),
  get(schoolPaths.edit(':schoolId'), 'school:manage', showEditSchool),
  post(schoolPaths.edit(':schoolId'), 'school:manage', sendEditSchool),
  post(schoolPaths.addDepartment(':schoolId'), 'school:manage', sendDepartment),
  post(schoolPaths.closeDepartment(':schoolId', ':departmentId'), 'school:manage', sendCloseDepartment),
  post(schoolPaths.addPredecessor(':schoolId'), 'school:manage', sendPredecessor),
];
