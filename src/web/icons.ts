/** The few signs of the pages, drawn once a page and referred to. Each stands beside a word, never instead of it. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

const SHAPES = {
  loa: '<path d="M4 10v4h3l6 4V6l-6 4H4z"/><path d="M16.5 9.2a4 4 0 0 1 0 5.6M19 6.7a7.5 7.5 0 0 1 0 10.6"/>',
  ok: '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16.2 9.6"/>',
  wait: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
  warn: '<path d="M12 3.8 21.2 20H2.8L12 3.8z"/><path d="M12 10v4.6M12 17.2v.1"/>',
  stop: '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3z"/><path d="m9 9 6 6M15 9l-6 6"/>',
  none: '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
  relay:
    '<circle cx="12" cy="12" r="2.2"/><path d="M7.8 16.2a6 6 0 0 1 0-8.4M16.2 7.8a6 6 0 0 1 0 8.4M5 19a9.9 9.9 0 0 1 0-14M19 5a9.9 9.9 0 0 1 0 14"/>',
  get: '<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14"/>',
  back: '<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>',
  on: '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
  day: '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
  person: '<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20a7.2 7.2 0 0 1 14.4 0"/>',
  key: '<circle cx="8" cy="15.5" r="3.8"/><path d="m10.8 12.7 8-8M15.6 7.9l2.6 2.6"/>',
  star: '<path d="m12 4 2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6L12 4z"/>',
  undo: '<path d="M8.5 5 4.5 9l4 4M5 9h8.5a5 5 0 0 1 0 10H9"/>',
  phone:
    '<path d="M6 4h3.2l1.6 4.2-2.1 1.5a12 12 0 0 0 5.6 5.6l1.5-2.1 4.2 1.6V18a2 2 0 0 1-2.2 2A16 16 0 0 1 4 6.2 2 2 0 0 1 6 4z"/>',
  pen: '<path d="m5 19 .9-4L16 4.9a1.6 1.6 0 0 1 2.3 0l.8.8a1.6 1.6 0 0 1 0 2.3L9 18.1 5 19z"/>',
} as const;

export type Icon = keyof typeof SHAPES;

/** To stand once in a page, before anything refers to it. */
export const iconSheet = raw(
  `<svg class="sheet" aria-hidden="true" focusable="false">${Object.entries(SHAPES)
    .map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 24 24">${shape}</symbol>`)
    .join('')}</svg>`,
);

export const icon = (name: Icon): HtmlEscapedString | Promise<HtmlEscapedString> =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${name}"/></svg>`;
