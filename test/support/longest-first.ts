/**
 * The order of test files: kind by kind, and within a kind those that take longest first, so that no worker is left
 * alone with a long one at the end.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds on two idle cores, of files that take long; a file that is not here comes after them, in any order. */
const SECONDS: Readonly<Record<string, number>> = {
  'architecture/types': 45,
  'architecture/dead-code': 15,
  'architecture/imports': 15,
  'e2e/accounts-page': 90,
  'e2e/cli': 90,
  'e2e/cli-accounts': 80,
  'e2e/cli-edits': 50,
  'e2e/cli-ingest': 40,
  'e2e/front-door': 80,
  'e2e/large-upload': 25,
  'e2e/library-page': 40,
  'e2e/page': 45,
  'e2e/schedule-page': 45,
  'e2e/upload-page': 45,
  'integration/audio/hostile': 90,
  'integration/audio/render': 90,
  'integration/audio/speech': 30,
  'integration/care/backup': 30,
  'integration/log/bundle': 50,
  'integration/media': 40,
  'integration/operations/accounts/sign-in': 60,
  'integration/operations/accounts/sign-in-second-factor': 30,
  'integration/operations/matrix': 80,
  'integration/store/crash': 40,
  'property/planning': 15,
  'property/touched': 11,
  'unit/core/schedule/check': 10,
  'unit/secrets/passphrases': 14,
};

const secondsOf = ({ moduleId }: TestSpecification): number =>
  SECONDS[moduleId.slice(moduleId.lastIndexOf('/test/') + '/test/'.length).replace(/\.test\.ts$/, '')] ?? 0;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // A worker goes on to the next file only when that is of its own kind.
    const kinds = [...new Set(sorted.map(({ project }) => project.name))].sort();
    return sorted.sort(
      (a, b) => kinds.indexOf(a.project.name) - kinds.indexOf(b.project.name) || secondsOf(b) - secondsOf(a),
    );
  }
}
