/** The page that checks evidence: what is dropped or typed, and what is shown of it. Sends and stores nothing. */
import '../older-browsers.ts';
import { formatNumber, type Lang } from '../../contract/sentences/format.ts';
import { pemOf } from './certificate-file.ts';
import { type Judged, judge } from './judge.ts';
import { pageWords } from './say.ts';
import { resultOf, rowsOf } from './view.ts';

const part = <E extends HTMLElement>(id: string): E => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id}`);
  return found as E;
};

const key = part<HTMLTextAreaElement>('key');
const witnesses = part<HTMLTextAreaElement>('witnesses');
const quorum = part<HTMLInputElement>('quorum');
const ca = part<HTMLTextAreaElement>('ca');
const caFile = part<HTMLInputElement>('ca-file');
const input = part<HTMLInputElement>('files');
const drop = part<HTMLElement>('drop');
const result = part<HTMLElement>('result');
const rows = part<HTMLElement>('rows');

let lang: Lang = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'vi';
let files: readonly File[] = [];
let judged: Judged | null = null;
/** Counts askings: an answer to an earlier one is not shown. */
let asked = 0;

const label = (): void => {
  document.documentElement.lang = lang;
  const say = pageWords(lang);
  document.title = `${say.title} · Loa`;
  for (const labelled of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = say[labelled.dataset['word'] as keyof typeof say];
    if (typeof word === 'string') labelled.textContent = word;
  }
  part('language').lang = lang === 'vi' ? 'en' : 'vi';
};

const waiting = (text: string): void => {
  result.hidden = false;
  rows.hidden = true;
  const said = document.createElement('p');
  said.className = 'said';
  said.textContent = text;
  result.replaceChildren(said);
};

const show = (): void => {
  if (judged === null) return;
  result.hidden = false;
  result.replaceChildren(...resultOf(judged, lang));
  const holds =
    judged.kind === 'held' && judged.result.ok && judged.result.value.rows.length > 0 ? judged.result.value : null;
  rows.hidden = holds === null;
  rows.replaceChildren(...(holds === null ? [] : rowsOf(holds, lang)));
};

const check = async (): Promise<void> => {
  if (files.length === 0) return;
  asked += 1;
  const mine = asked;
  waiting(pageWords(lang).checking);
  // Let the browser draw that before it is kept busy.
  await new Promise((drawn) => setTimeout(drawn, 30));
  try {
    const typed = { key: key.value, witnesses: witnesses.value, quorum: quorum.value, ca: ca.value };
    const answer = await judge(files, typed, (count) => {
      if (mine === asked) waiting(pageWords(lang).read(formatNumber(count, lang)));
    });
    if (mine !== asked) return;
    judged = answer;
    show();
  } catch (error) {
    if (mine !== asked) return;
    judged = null;
    waiting(`${pageWords(lang).broken} (${String(error)})`);
  }
};

const take = (given: FileList | null | undefined): void => {
  if (given === null || given === undefined || given.length === 0) return;
  files = [...given];
  check().then(
    () => result.focus(),
    () => undefined,
  );
};

input.addEventListener('change', () => {
  take(input.files);
  // The same file chosen again is to be checked again.
  input.value = '';
});
// Somewhere beside the zone is still meant for it: a browser would open the file instead.
for (const kind of ['dragover', 'dragleave', 'drop'] as const)
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', kind === 'dragover');
    if (kind === 'drop') take(event.dataTransfer?.files);
  });
for (const field of [key, witnesses, quorum, ca]) field.addEventListener('change', () => void check());
caFile.addEventListener('change', async () => {
  const [file] = caFile.files ?? [];
  if (file === undefined) return;
  ca.value = pemOf(new Uint8Array(await file.arrayBuffer()));
  caFile.value = '';
  await check();
});
part('form').addEventListener('submit', (event) => event.preventDefault());
part('language').addEventListener('click', () => {
  lang = lang === 'vi' ? 'en' : 'vi';
  label();
  show();
});
// Kept on a disk, the page is already what this offers.
part('keep').hidden = location.protocol === 'file:';
label();
