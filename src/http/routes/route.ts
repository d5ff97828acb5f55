/** What all routes of the API have in common: their parameters, and the problem answer in the document. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import { DayText, IdText, ProblemJson } from '../../contract/api.ts';
import type { AskEnv } from '../../contract/asking.ts';
import { problem, requestRefusals } from '../problem.ts';

export type Routes = OpenAPIHono<AskEnv>;

/**
 * A schema of the contract under a name of its own in the document. A copy, because only schemas made after
 * zod-openapi was loaded can be named, and nobody orders imports.
 */
export const named = <T extends z.ZodType>(schema: T, name: string): T => copyOf(schema).openapi(name);

/** The same with what the document says about it as a parameter. */
export const told = <T extends z.ZodType>(schema: T, about: { description?: string; example: string }): T =>
  copyOf(schema).openapi(about);

const copyOf = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta() });

const PROBLEM = named(ProblemJson, 'Problem');

const refusedFor = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: PROBLEM } },
});

/** Every operation answers any refusal with a problem document. */
export const PROBLEMS = {
  429: refusedFor('Asked too often: Retry-After says how many seconds to wait'),
  default: refusedFor('Refused: problem details (RFC 9457) in the language of Accept-Language, Vietnamese by default'),
} as const;

/** Of an operation that asks who is asking. */
export const GUARDED_PROBLEMS = {
  401: refusedFor('Nobody is asking, or the credential is unknown, expired or revoked'),
  403: refusedFor('Not theirs to ask, or the request came from a page of another site'),
  ...PROBLEMS,
} as const;

/** Ways of saying who asks, by their names in the document (document.ts describes them). */
export const SECURITY = {
  open: [],
  asked: [{ bearer: [] }, { cookie: [] }],
  keyed: [{ bearer: [] }, { cookie: [] }, { siteKey: [] }],
} satisfies Record<string, Record<string, string[]>[]>;

/** A site's secret key in the address: for calendar programs and players, which can send nothing else. */
export const SiteKey = z
  .string()
  .max(200)
  .optional()
  .openapi({ description: "A site's secret key, instead of a token or cookie", example: 'loa_s_…' });

export const ofType = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
});

/** Of what is sent with an entity tag. */
export const TAGGED = {
  304: { description: 'If-None-Match names what would be sent' },
  412: { description: 'If-Match names something else' },
} as const;

export const ChannelPath = z.object({ channel: told(IdText, { example: 'dai-my-tu' }) });
export const DayPath = ChannelPath.extend({ day: told(DayText, { example: 'today' }) });

/** A set of routes; whatever a schema refuses becomes request.wrong with its place. */
export const newRoutes = (): Routes =>
  new OpenAPIHono<AskEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, { refusals: requestRefusals(result.error, result.target) }),
  });
