/** The witness's one page: what it is, by which key it is known, and what it has seen. No script, no outside thing. */
import { html } from 'hono/html';
import { formatNote } from '../core/evidence/note.ts';
import { formatVerifierKey, type LogKey } from '../core/evidence/verifier-key.ts';
import type { Witness } from './witness.ts';

type Page = ReturnType<typeof html>;

export const witnessPage = (witness: Witness): Page => {
  const origins = [...new Set(witness.logs.map(({ name }) => name))];
  const splits = witness.splits();
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${witness.key.name}</title></head>
<body>
<main>
<h1>Bên đồng ký nhật ký phát sóng</h1>
<p>Máy này ký thêm vào bản chốt nhật ký của nơi khác sau khi thấy nhật ký chỉ dài thêm, không bị sửa hay cắt bớt. Máy không nhận và không giữ nội dung nhật ký.</p>
<p lang="en">This machine adds its signature to the checkpoints of others’ logs, after seeing that they only grew. It neither gets nor keeps what is in them.</p>
<h2>Khóa kiểm tra · <span lang="en">Key to check with</span></h2>
<p><code>${formatVerifierKey(witness.key)}</code></p>
${splits === 0 ? '' : splitNotice(splits)}
<h2>Đã thấy · <span lang="en">Seen</span></h2>
${origins.map((origin) => seenLog(witness, origin))}
</main>
</body>
</html>
`;
};

const splitNotice = (
  count: number,
): Page => html`<p><strong>Có ${count} bản chốt trái với bản đã ký: nhật ký đã kể hai chuyện. Các bản ấy nằm trong thư mục split.</strong></p>
<p lang="en"><strong>${count} checkpoints contradict cosigned ones: a log told two stories. They lie in the folder split.</strong></p>`;

const seenLog = (witness: Witness, origin: string): Page => {
  const keys = witness.logs.filter(({ name }) => name === origin).map(keyItem);
  const last = witness.last(origin);
  return html`<section>
<h3>${origin}</h3>
<ul>${keys}</ul>
${
  last === null
    ? html`<p>Chưa ký lần nào. <span lang="en">Nothing cosigned yet.</span></p>`
    : html`<p>${last.checkpoint.size} dòng · <span lang="en">entries</span> · <time>${instant(last.time)}</time></p>
<pre>${formatNote(last.note)}</pre>`
}
</section>
`;
};

const keyItem = (key: LogKey): Page => html`<li><code>${formatVerifierKey(key)}</code></li>`;

const instant = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
