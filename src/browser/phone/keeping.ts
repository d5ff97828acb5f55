/** Has the service worker keep this page and what it is made of, where the browser has one (https, or this machine itself). */

/** What was loaded for this page under our own name: fonts only as far as it has their letters. */
const partsOf = (): string[] => [
  ...new Set(
    [
      ...performance.getEntriesByType('resource').map(({ name }) => name),
      ...[...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src),
      ...[...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href),
    ]
      .map((address) => new URL(address, location.href))
      .filter(({ origin }) => origin === location.origin)
      .map(({ pathname }) => pathname),
  ),
];

const worker = async (): Promise<ServiceWorker | null> => (await navigator.serviceWorker.ready).active;

/** Rejects where the browser has no service worker. `isCopy` is told when what is shown was kept, because the centre was not reached. */
export const keepPage = async (isCopy: () => void): Promise<void> => {
  if (!('serviceWorker' in navigator)) throw new Error('no service worker');
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ readonly kind?: unknown }>) => {
    if (data.kind === 'copy') isCopy();
  });
  await navigator.serviceWorker.register('/phone/worker.js', { scope: '/phone/' });
  await document.fonts.ready;
  (await worker())?.postMessage({ kind: 'keep', parts: partsOf() });
};

export const tellWorker = (message: { readonly kind: 'forget' }): void => {
  if ('serviceWorker' in navigator) navigator.serviceWorker.controller?.postMessage(message);
};
