/*
 * Keeps the page of jobs current: a share done is written where it stands; when a job comes, ends or changes otherwise, the
 * list is fetched anew as the server writes it. Without it, the page is current when it is loaded.
 */
const REST_MS = 300;

const list = document.querySelector('[data-jobs]');
let [asked, fetching] = [false, false];

/** The list as it is now; whoever stands on a button of it goes on standing there. */
const renew = async () => {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-jobs]');
  if (fresh === null) return;
  const held = list.contains(document.activeElement)
    ? document.activeElement.closest('form')?.getAttribute('action')
    : null;
  list.replaceChildren(...fresh.childNodes);
  if (held) list.querySelector(`form[action="${CSS.escape(held)}"] button`)?.focus();
};

const soon = () => {
  asked = true;
  if (fetching) return;
  fetching = true;
  setTimeout(async () => {
    asked = false;
    await renew().catch(() => undefined);
    fetching = false;
    if (asked) soon();
  }, REST_MS);
};

const events = new EventSource('/api/v1/jobs/events');
events.addEventListener('job', ({ data }) => {
  const job = JSON.parse(data);
  const row = list.querySelector(`[data-job="${job.id}"]`);
  if (row === null || row.dataset.state !== job.state || 'stopping' in row.dataset !== job.stopping) return soon();
  const bar = row.querySelector('progress');
  if (bar === null) return undefined;
  bar.value = job.percent;
  bar.nextElementSibling.textContent = `${job.percent}%`;
  return undefined;
});
// The right to look has ended, or the service stops; the browser comes back by itself only after a broken line.
events.addEventListener('end', () => events.close());
