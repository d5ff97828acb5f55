/** What all routes of the API have in common: their parameters, and the problem answer in the document. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import { DayText, IdText, ProblemJson } from '../../contract/api.ts';
import { problem, requestRefusals } from '../problem.ts';
import type { AppEnv } from '../request.ts';

export type Routes = OpenAPIHono<AppEnv>;

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

/** Every operation answers any refusal with a problem document. */
export const PROBLEMS = {
  default: {
    description: 'Refused: problem details (RFC 9457) in the language of Accept-Language, Vietnamese by default',
    content: { 'application/problem+json': { schema: PROBLEM } },
  },
} as const;

export const ofType = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
});

export const ChannelPath = z.object({ channel: told(IdText, { example: 'dai-my-tu' }) });
export const DayPath = ChannelPath.extend({ day: told(DayText, { example: 'today' }) });

/** A set of routes; whatever a schema refuses becomes request.wrong with its place. */
export const newRoutes = (): Routes =>
  new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, { refusals: requestRefusals(result.error, result.target) }),
  });
