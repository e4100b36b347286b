// Two soft tones, one after the other; made here, so there is no file to load.
const tones = [{ hertz: 660, at: 0 }, { hertz: 880, at: 0.09 }];
const seconds = 0.35;
const loudness = 0.08;
let audio = null;

/** Browsers let a page sound only after somebody has touched it; before that it stays silent. */
export const play = async () => {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') await audio.resume();
  for (const { hertz, at } of tones) {
    const from = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + seconds);
  }
};
