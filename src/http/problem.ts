/**
 * A refusal as an answer: problem details (RFC 9457) in the reader's language. A bug as an answer: its request's
 * id and nothing of its text.
 */

import type { Context, TypedResponse } from 'hono';
import type { ZodError } from 'zod';
import type { CarriedRefusals, ProblemJson } from '../contract/api.ts';
import type { AskEnv } from '../contract/asking.ts';
import { expectedOf } from '../contract/expected.ts';
import { type ProblemStatus, STATUS } from '../contract/problem-status.ts';
import { type Lang, placeOf, sentenceOf } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Refused } from '../core/result.ts';
import { refusal } from '../core/result.ts';
import { langOf } from './request.ts';

export type Problem = Response & TypedResponse<ProblemJson, ProblemStatus, 'json'>;

/** What kind of problem it is, the same for every case of it (RFC 9457 §3.1.3). */
const TITLES: Readonly<Record<ProblemStatus, Readonly<Record<Lang, string>>>> = {
  400: { vi: 'Yêu cầu sai cách', en: 'Bad request' },
  401: { vi: 'Chưa đăng nhập', en: 'Unauthorized' },
  403: { vi: 'Không được phép', en: 'Forbidden' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  405: { vi: 'Cách gọi không được nhận', en: 'Method not allowed' },
  409: { vi: 'Trái với hiện trạng', en: 'Conflict' },
  413: { vi: 'Dữ liệu gửi lên quá lớn', en: 'Content too large' },
  422: { vi: 'Dữ liệu gửi lên không hợp lệ', en: 'Unprocessable content' },
  429: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  500: { vi: 'Lỗi bên trong', en: 'Internal error' },
  503: { vi: 'Tạm thời chưa phục vụ được', en: 'Service unavailable' },
  504: { vi: 'Quá thời gian', en: 'Timed out' },
  507: { vi: 'Hết chỗ lưu', en: 'Insufficient storage' },
};

const errorOf = (refused: Refusal, lang: Lang): NonNullable<ProblemJson['errors']>[number] => ({
  code: refused.code,
  detail: sentenceOf(refused, lang),
  ...(refused.place?.pointer === undefined ? {} : { pointer: refused.place.pointer }),
  ...(refused.place?.line === undefined ? {} : { line: refused.place.line }),
  ...(refused.place?.column === undefined ? {} : { column: refused.place.column }),
});

/** The document; also for pages that show it. The first refusal gives status and sentence. */
export const problemJson = (refusals: Refused['refusals'], lang: Lang, requestId: string): ProblemJson => {
  const [first] = refusals;
  const status = STATUS[first.code];
  const place = placeOf(first.place, lang);
  const sentence = sentenceOf(first, lang);
  const listed = refusals.length > 1 || first.place?.pointer !== undefined;
  return {
    type: `urn:loa:problem:${first.code}`,
    title: TITLES[status][lang],
    status,
    detail: place === null ? sentence : `${sentence} (${place})`,
    code: first.code,
    instance: `urn:loa:request:${requestId}`,
    ...(listed ? { errors: refusals.map((refused) => errorOf(refused, lang)) } : {}),
  };
};

/** For what was thrown: what a person can do with it is to tell us its id. */
export const faultJson = (lang: Lang, requestId: string): ProblemJson => ({
  type: 'urn:loa:problem:internal',
  title: TITLES[500][lang],
  status: 500,
  detail:
    lang === 'vi'
      ? `Loa gặp lỗi bên trong khi trả lời yêu cầu này. Xin báo lại kèm mã ${requestId}.`
      : `Loa met an internal error while answering this request. Please report it with the id ${requestId}.`,
  code: 'internal',
  instance: `urn:loa:request:${requestId}`,
});

/** Sends a problem document. It depends on the moment and on the language, so nobody may keep it. */
export const sendProblem = (c: Context<AskEnv>, document: ProblemJson): Problem =>
  c.json(document, document.status as ProblemStatus, {
    'Content-Type': 'application/problem+json',
    'Content-Language': langOf(c),
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
  }) as Problem;

/** RFC 9110 §10.2.3: whole seconds until it is worth asking again; null when waiting changes nothing. */
export const waitOf = ([{ code, params }]: Refused['refusals']): number | null =>
  code === 'request.too-many' || code === 'sign-in.wait' ? params.seconds : null;

export const problem = (c: Context<AskEnv>, { refusals }: Pick<Refused, 'refusals'>): Problem => {
  const wait = waitOf(refusals);
  if (wait !== null) c.header('Retry-After', String(wait));
  return sendProblem(c, problemJson(refusals, langOf(c), c.get('requestId')));
};

/** zod's issues as refusals; JSON pointers only into a body, because a parameter is named by its name. */
export const requestRefusals = (error: Pick<ZodError, 'issues'>, target: string): Refused['refusals'] => {
  const [first, ...rest] = error.issues.flatMap((issue): readonly Refusal[] => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    return keys.flatMap((key) => {
      const path = key === null ? issue.path : [...issue.path, key];
      const pointer = target === 'json' ? { pointer: path.map(pointerPart).join('') } : undefined;
      if (issue.code === 'custom' && issue.params?.['refusals'] !== undefined)
        return (issue.params as unknown as CarriedRefusals).refusals.map((inner) =>
          pointer === undefined ? inner : { ...inner, place: pointer },
        );
      const field = path.length === 0 ? target : String(path.at(-1));
      return [refusal('request.wrong', { field, expected: expectedOf(issue) }, pointer)];
    });
  });
  if (first === undefined) throw new Error('a schema refused and named nothing');
  return [first, ...rest];
};

/** RFC 6901 §3. */
const pointerPart = (part: PropertyKey): string => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
