/**
 * Where a reader goes after signing in: only ever a page of our own.
 *
 * What comes in an address can be written by anybody, so everything that a browser could read as another host is
 * turned into the first page.
 */

const LONGEST = 2000;

/** `text` when it is a path of ours ('/people?x=1'), '/' otherwise. */
export const localPath = (text: string | undefined): string => {
  if (text === undefined || text.length > LONGEST) return '/';
  // A browser takes '\' for '/', and leaves control characters out before it reads on: only what is plain ASCII stays.
  return /^\/(?!\/)[!-[\]-~]*$/.test(text) ? text : '/';
};

/** The page that a form stands on, by the address it is sent to: '/people/p-1/disable' → '/people/p-1'. */
export const pageOfForm = (path: string): string => {
  const [, page] =
    /^(\/channels\/[^/]+\/days\/[^/]+)\/(?:airings|approval)$/.exec(path) ??
    /^(\/channels\/[^/]+\/published)\/(?:seen|machines|machines\/[^/]+\/revoke)$/.exec(path) ??
    /^(\/people\/exceptions|\/people\/p-[^/]+|\/account\/second-factor|\/tokens)\/.+$/.exec(path) ??
    /^(\/library\/[^/]+)\/(?:change|script|approve)$/.exec(path) ??
    /^(\/account)\/(?:passphrase|sign-ins)(?:\/.*)?$/.exec(path) ??
    /^(\/history|\/conflicts|\/orders|\/days)\/(?:undo|decide|confirm|[^/]+\/lift)$/.exec(path) ??
    /^(\/sounds\/[^/]+)\/(?:fix|adjust|undo)$/.exec(path) ??
    /^(\/jobs)\/[^/]+\/(?:cancel|retry)$/.exec(path) ??
    /^(\/speech|\/pronunciations)\/(?:make|hear|take-back)$/.exec(path) ??
    /^(\/podcasts)\/[^/]+\/off$/.exec(path) ??
    /^(\/air-log)\/[^/]+\/objections$/.exec(path) ??
    /^(\/)sign-out$/.exec(path) ??
    (/^\/phone\/(?:airings|notices|seen|leave)$/.test(path) ? ['', '/phone/today'] : null) ??
    [];
  return page ?? path;
};
