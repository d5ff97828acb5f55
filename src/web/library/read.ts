/** The form of an item as it was typed → what addItem() and changeItem() ask for; each fault at its field. */
import type { CampaignId, ContentGroupId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import { okUnless, type Result, refusal } from '../../core/result.ts';
import { at, type LocalDate, type LocalDateTime } from '../../core/time/local.ts';
import type { ItemFields } from '../../operations/library/add-item.ts';
import type { Sent } from '../forms/sent.ts';
import { clockIn, dayIn } from '../forms/typed.ts';

/** `languages`: of the versions that the form has. Refuses with request.wrong, time.date. */
export const readItem = (sent: Sent, languages: readonly string[]): Result<ItemFields> => {
  const refusals: Refusal[] = [];
  const wrong = (field: string): null => {
    refusals.push(refusal('request.wrong', { field, expected: 'valid' }, { pointer: `/${field}` }));
    return null;
  };
  const day = (field: string): LocalDate | null => {
    const text = sent.text(field);
    if (text === '') return null;
    const read = dayIn(text);
    if (read.ok) return read.value;
    refusals.push(refusal('time.date', { text }, { pointer: `/${field}` }));
    return null;
  };
  const moment = (field: string): LocalDateTime | null => {
    const text = sent.text(field);
    if (text === '') return null;
    const [days = '', clock = ''] = text.split(/\s+/);
    const [date, time] = [dayIn(days), clockIn(clock)];
    return date.ok && time !== null ? at(date.value, time) : wrong(field);
  };
  const title = sent.text('title');
  if (title === '') wrong('title');
  const [campaign = '', contentGroup = ''] = sent.text('campaign').split('/');
  const [from, to, notBefore, notFrom] = [day('from'), day('to'), moment('notBefore'), moment('notFrom')];
  return okUnless(refusals, () => ({
    title,
    genre: sent.text('genre'),
    campaign: campaign === '' ? null : (campaign as CampaignId),
    contentGroup: contentGroup === '' ? null : (contentGroup as ContentGroupId),
    audiences: sent
      .text('audiences')
      .split(',')
      .map((audience) => audience.trim())
      .filter((audience) => audience !== ''),
    ...{ from, to, notBefore, notFrom },
    draft: sent.all('draft').includes('yes'),
    versions: languages.map((language) => ({
      language,
      sound: sent.text(`sound-${language}`) || null,
      synthetic: sent.all(`synthetic-${language}`).includes('yes'),
    })),
  }));
};
