/** XSPF held against the rules of XSPF 1, and read by XML parsers that are not ours: libxml2 and Python's expat. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { xspf } from '../../../src/contract/playlist-formats/xspf.ts';
import { dayOf, NASTY, session } from '../../support/day-list.ts';
import { xspfFaults } from '../../support/xspf.ts';

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
const ORDER = 'location identifier title creator annotation info image album trackNum duration link meta extension';

const sessions = NASTY.map((title, n) => session(title, `${String(n + 5).padStart(2, '0')}:00:00`, [title], 'a.mp3'));
const text = xspf(dayOf([...sessions, session('Chưa có', '20:00:00', [], null)]), { base: 'http://h/' });

describe('by the rules of XSPF 1', () => {
  test('is a day with any title, one without anything rendered, and one beside its sounds', () => {
    expect(xspfFaults(text)).toBe('');
    expect(xspfFaults(xspf(dayOf([session('Chưa có', '20:00:00', ['Tin'], null)]), { base: null }))).toBe('');
    expect(xspfFaults(xspf(dayOf(sessions.slice(0, 1)), { base: null }))).toBe('');
  });

  test.each<[string, string | RegExp, string]>([
    ['another namespace', 'http://xspf.org/ns/0/', 'http://xspf.org/ns/1/'],
    ['version 2', 'version="1"', 'version="2"'],
    ['no version', ' version="1"', ''],
    ['two titles', '</title>', '</title><title>x</title>'],
    ['a duration in seconds', '<duration>61500<', '<duration>61.5<'],
    ['a track numbered 0', '<trackNum>1<', '<trackNum>0<'],
    ['no list of tracks', /<trackList>[\s\S]*<\/trackList>/, ''],
    ['a track outside the list', '<trackList>', '<track/><trackList>'],
    ['an element of its own', '<trackList>', '<cue xmlns="urn:x">x</cue><trackList>'],
    ['meta without what it says', /<meta rel="[^"]*"/, '<meta'],
    ['an identifier that is no URI', 'urn:sha256:', ''],
    ['a title with markup', /<title>[^<]*/, '<title><b>x</b>'],
    ['an entity that XML does not know', '&amp;', '&nbsp;'],
  ])('is not, with %s', (_, from, to) => {
    expect(text.replace(from, to)).not.toBe(text);
    expect(xspfFaults(text.replace(from, to))).not.toBe('');
  });
});

test('every title comes out as it went in, elements in the order of the specification', () => {
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
