/**
 * The page that checks evidence, as one HTML file that asks nobody for anything: script and style within it, held by their hashes.
 *
 * esbuild makes its script of the core's own modules when the page is first asked for; what it made stays in memory.
 */
import { createHash } from 'node:crypto';
import { browserCode } from './browser-code.ts';
import { VERIFY_BODY } from './verify-page-body.ts';

export interface VerifyPage {
  readonly html: string;
  /** The policy that the page is served with; all but who may frame it also stands in the page. */
  readonly policy: string;
  /** Another for any other page. */
  readonly tag: string;
}

let made: Promise<VerifyPage> | null = null;

export const verifyPage = (): Promise<VerifyPage> => {
  made ??= build();
  return made;
};

const build = async (): Promise<VerifyPage> => {
  const { page, style } = await browserCode({ page: 'verify/main.ts', style: 'verify/page.css' });
  return assembled(page, style);
};

const assembled = (script: string, style: string): VerifyPage => {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Kiểm tra bằng chứng phát sóng · Loa</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${VERIFY_BODY}<script>${script}</script>
</body>
</html>
`;
  return { html, policy: `${policy}; frame-ancestors 'none'`, tag: sha256(html, 'hex') };
};

const sha256 = (text: string, form: 'hex' | 'base64'): string => createHash('sha256').update(text).digest(form);

const hashOf = (text: string): string => `sha256-${sha256(text, 'base64')}`;
