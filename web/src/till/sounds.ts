import { observable } from '../observable.js';

/** A short high tone for an article that is in the cart, a long low one for a code that no product has. */
const TONES = {
  added: { hertz: 880, ms: 60 },
  unknown: { hertz: 196, ms: 350 },
} as const;
const VOLUME = 0.2;

const KEY = 'comptoir.sounds';

/** Whether the till of this browser sounds. */
export const sounds = observable(localStorage.getItem(KEY) !== 'off');

/** Turns the sounds of this browser on or off. */
export function setSounds(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off');
  sounds.set(on);
}

let audio: AudioContext | undefined;

/** Plays a tone, unless sounds are off or the browser has none. */
export function play(name: keyof typeof TONES): void {
  if (!sounds.get() || typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume().catch(() => undefined); // before the first key a browser may forbid it; the page shows the same
  const { hertz, ms } = TONES[name];
  const tone = new OscillatorNode(audio, { frequency: hertz });
  tone.connect(new GainNode(audio, { gain: VOLUME })).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + ms / 1_000);
}
