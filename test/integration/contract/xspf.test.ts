/** XSPF read by an XML parser that is not ours: Python's expat, where the machine has one. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { xspf } from '../../../src/contract/playlist-formats/xspf.ts';
import { dayOf, NASTY, session } from '../../support/day-list.ts';

const READ = `
import json, sys
import xml.etree.ElementTree as tree
ns = '{http://xspf.org/ns/0/}'
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps({
  'root': root.tag,
  'head': [child.tag for child in root],
  'tracks': [[child.tag for child in track] for track in root.iter(ns + 'track')],
  'titles': [track.find(ns + 'title').text for track in root.iter(ns + 'track')],
  'durations': [track.find(ns + 'duration').text for track in root.iter(ns + 'track')],
  'cues': [cue.get('title') for cue in root.iter('{urn:x-loa:day-playlist:1}cue')],
}))
`;
const python = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status === 0;
const ORDER = 'location identifier title creator annotation info image album trackNum duration link meta extension';

test.skipIf(!python)('well-formed with any title, elements in the order of the specification', () => {
  const sessions = NASTY.map((title, n) => session(title, `${String(n + 5).padStart(2, '0')}:00:00`, [title], 'a.mp3'));
  const text = xspf(dayOf([...sessions, session('Chưa có', '20:00:00', [], null)]), { base: 'http://h/' });
  const run = spawnSync('python3', ['-c', READ], { input: text, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const got = JSON.parse(run.stdout) as Record<string, string[]> & { tracks: string[][] };
  const bare = (tag: string) => tag.replace('{http://xspf.org/ns/0/}', '');
  expect(got['root']).toBe('{http://xspf.org/ns/0/}playlist');
  expect(got['head']?.map(bare)).toEqual(['title', 'creator', 'meta', 'meta', 'meta', 'extension', 'trackList']);
  for (const track of got.tracks) {
    const places = track.map((tag) => ORDER.split(' ').indexOf(bare(tag)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  expect(got['durations']).toEqual(NASTY.map(() => '61500'));
  expect(got['cues']).toEqual(got['titles']?.map((title, n) => (NASTY[n]?.trim() === '' ? got['cues']?.[n] : title)));
  expect(got['titles']?.[0]).toBe(NASTY[0]);
  expect(got['titles']?.[2]).toBe(NASTY[2]);
  expect(got['titles']?.[6]).toBe(NASTY[6]);
});
