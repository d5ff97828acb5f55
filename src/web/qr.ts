/** A QR code in a page, with words for who cannot see it. */
import { html, raw } from 'hono/html';
import { qrSvg } from '../reports/qr.ts';
import type { Html } from './layout.ts';

export const qrFigure = (text: string, told: string): Html =>
  html`<div class="qr" role="img" aria-label="${told}">${raw(qrSvg(text))}</div>`;
