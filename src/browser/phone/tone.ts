/** A tone to test the amplifier with: 1 kHz at −18 dBFS for ten seconds, made here. Pressed again, it stops. */

const SECONDS = 10;
const LEVEL = 10 ** (-18 / 20);
const FADE = 0.05;

/** Answers what stops it; `ended` is told when it is over, however it ended. */
export const playTone = (ended: () => void): (() => void) => {
  const audio = new AudioContext();
  const [sine, loudness] = [audio.createOscillator(), audio.createGain()];
  const from = audio.currentTime;
  sine.frequency.value = 1000;
  // Without a rise and a fall a horn cracks.
  loudness.gain.setValueAtTime(0, from);
  loudness.gain.linearRampToValueAtTime(LEVEL, from + FADE);
  loudness.gain.setValueAtTime(LEVEL, from + SECONDS - FADE);
  loudness.gain.linearRampToValueAtTime(0, from + SECONDS);
  sine.connect(loudness).connect(audio.destination);
  sine.onended = () => {
    void audio.close();
    ended();
  };
  sine.start(from);
  sine.stop(from + SECONDS);
  return () => sine.stop();
};
