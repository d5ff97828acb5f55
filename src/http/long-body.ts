/**
 * Which requests bring sound, and so a body that is neither small nor quick. Everything else keeps its limits.
 *
 * A route that stands here reads its body as a stream, after who asks is settled, and hands `askAgain` to its operation,
 * which asks again after the last byte: otherwise somebody who is disabled while they send would keep their rights.
 */
const LONG: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', /^\/api\/v1\/sounds$/],
  ['PATCH', /^\/api\/v1\/uploads\/u-[0-9a-f]{32}$/],
  ['POST', /^\/sounds\/upload$/],
];

export const isLongBody = (method: string, path: string): boolean =>
  LONG.some(([one, pattern]) => one === method && pattern.test(path));
