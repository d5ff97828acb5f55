/** Which methods an address knows, asked of the router itself, so that no route has to say so twice. */
import type { Hono } from 'hono';
import type { AskEnv } from '../contract/asking.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The methods that have a handler of their own at `path`, as an Allow header lists them (RFC 9110 §10.2.1). */
export const allowedAt = ({ router }: Pick<Hono<AskEnv>, 'router'>, path: string): readonly string[] => {
  const handlers = (method: string): number => router.match(method, path)[0].length;
  // What runs for every method is there for a method that nobody has, too.
  const always = handlers('NONE');
  return METHODS.filter((method) => handlers(method) > always).flatMap((method) =>
    method === 'GET' ? ['GET', 'HEAD'] : [method],
  );
};
