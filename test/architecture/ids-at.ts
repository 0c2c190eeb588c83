import type pg from 'pg';
import type { BuiltSchool, BuiltTrust } from '#core/organisations/build.ts';

/** One id for each parameter of an address, of records at one school. */
export type Ids = Readonly<Record<string, string>>;

// Where the id of a parameter comes from, by the school ($1) or else by the trust ($2).
const sources: Record<string, string> = {
  reviewId: 'select id from annual_review where school_id = $1',
  memberId: 'select m.id from review_team_member m join annual_review r on r.id = m.review_id where r.school_id = $1',
  issueId: 'select id from review_issue where school_id = $1',
  judgementId: 'select j.id from judgement j join annual_review r on r.id = j.review_id where r.school_id = $1',
  planId: 'select id from action_plan where school_id = $1',
  partId: 'select i.id from plan_issue i join action_plan p on p.id = i.plan_id where p.school_id = $1',
  personId: 'select person_id as id from role_grant where school_id = $1',
  grantId: 'select id from role_grant where school_id = $1',
  evidenceId:
    'select e.id from evidence e where e.school_id = $1 order by readers, exists (select from evidence_file f where f.evidence_id = e.id) desc',
  fileId:
    'select f.file_id as id from evidence_file f join evidence e on e.id = f.evidence_id where e.school_id = $1 order by e.readers',
  frameworkId: 'select id from framework where trust_id = $2',
  areaId: 'select id from framework_area where trust_id = $2',
  gradeId: 'select id from framework_grade where trust_id = $2',
  interventionId: 'select id from intervention where school_id = $1',
  ruleSetId: 'select id from intervention_rule_set where trust_id = $2',
  ruleId: 'select id from intervention_rule where trust_id = $2',
  collectionId: 'select collection_id as id from data_snapshot where school_id = $1',
  snapshotId: 'select id from data_snapshot where school_id = $1 order by taken_at nulls last',
  pupilId: 'select id from pupil where school_id = $1',
  systemId: 'select id from data_system where school_id = $1',
  accessId: 'select id from system_access where school_id = $1',
  holdId: 'select id from legal_hold where school_id = $1',
  requestId: 'select id from subject_access where school_id = $1',
  runId: 'select id from retention_run where school_id = $1',
  analysisId: 'select id from snapshot_analysis where school_id = $1',
  analysisPointId:
    'select p.id from snapshot_analysis_point p join snapshot_analysis a on a.id = p.analysis_id where a.school_id = $1',
  questionId: 'select id from snapshot_analysis_question where school_id = $1',
  feedId: 'select id from calendar_feed where school_id = $1',
  observationId: 'select id from workload_observation where school_id = $1',
  accountId: 'select id from workload_account where school_id = $1',
  noteId: 'select id from visit_note where school_id = $1',
  themeId: 'select t.id from qa_review_theme t join qa_review r on r.id = t.review_id where r.school_id = $1',
  pairId: 'select id from moderation_pair where school_id = $1',
  vignetteId: 'select id from calibration_vignette where trust_id = $2',
  qaReviewId: 'select id from qa_review where school_id = $1',
  qaMemberId: 'select m.id from qa_review_member m join qa_review r on r.id = m.review_id where r.school_id = $1',
  activityId: 'select id from qa_review_activity where school_id = $1',
  entryId: 'select id from qa_entry where school_id = $1',
  instrumentId: 'select id from qa_instrument where trust_id = $2',
  formQuestionId: 'select id from qa_instrument_question where trust_id = $2',
  lineMeetingId: 'select id from line_meeting where school_id = $1 order by held_on nulls last',
  lineRequestId: 'select id from line_minutes_request where school_id = $1',
  lineItemId: 'select i.id from line_meeting_item i join line_meeting m on m.id = i.meeting_id where m.school_id = $1',
  lineActionId: 'select id from line_meeting_action where school_id = $1',
  reviewReportId: 'select id from review_report where school_id = $1',
  reportFindingId:
    'select f.id from review_report_finding f join review_report r on r.id = f.report_id where r.school_id = $1',
  reportIssueId: 'select id from review_report_issue where school_id = $1',
  moveRequestId: 'select id from qa_move_request where school_id = $1',
  examWeekId: 'select id from exam_week where school_id = $1',
  recordId: 'select id from school where id = $1',
};

// Records that this test does not make: an unknown id stands for one, which must not be there either.
const madeNowhere = [
  'photoId',
  'closedDayId',
  'commentId',
  'pointId',
  'reportPointId',
  'importId',
  'pupilImportId',
  'mailId',
  'notificationId',
  'leadershipId',
  'lineId',
  'enquiryId',
  'dataReviewId',
  'reportId',
  'boardReportId',
  'attendeeId',
  'decisionId',
  'supportId',
  'partnerFileId',
  'criterionId',
  'actionId',
  'objectiveId',
];

export async function idsAt(pool: pg.Pool, trust: BuiltTrust, school: BuiltSchool): Promise<Ids> {
  const ids: Record<string, string> = { schoolId: school.id };
  const department = await pool.query<{ id: string }>(
    `insert into department (trust_id, school_id, name) values ($1, $2, 'Mathematics')
     on conflict (trust_id, school_id, name) do update set name = excluded.name returning id`,
    [trust.id, school.id],
  );
  ids['departmentId'] = department.rows[0]?.id ?? '';
  for (const name of madeNowhere) ids[name] = crypto.randomUUID();
  for (const [name, query] of Object.entries(sources)) {
    const bySchool = query.includes('$1');
    const found = await pool.query<{ id: string }>(`${query.replace('$2', '$1')} limit 1`, [
      bySchool ? school.id : trust.id,
    ]);
    const [row] = found.rows;
    ids[name] = row?.id ?? crypto.randomUUID();
  }
  return ids;
}
