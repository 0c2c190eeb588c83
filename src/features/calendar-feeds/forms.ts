import { z } from 'zod';
import { noticeKinds } from '#core/notifications/kind-rules.ts';
import { choice, optionalId } from '#platform/http/form.ts';

export const feedForm = z.object({
  reach: choice('what the address is for', ['own', 'school', 'trust'] as const),
  schoolId: optionalId('a school'),
});

const anyWay = (what: string) => choice(what, ['at_once', 'weekly', 'page'] as const);
const notAtOnce = (what: string) => choice(what, ['weekly', 'page'] as const);
const about = (kind: keyof typeof noticeKinds) => `how you hear of this: ${noticeKinds[kind].label.toLowerCase()}`;

export const choicesForm = z.object({
  news: anyWay(about('news')),
  activity: anyWay(about('activity')),
  answer: anyWay(about('answer')),
  snapshot: anyWay(about('snapshot')),
  entry: anyWay(about('entry')),
  waiting: notAtOnce(about('waiting')),
  decided: notAtOnce(about('decided')),
});
