/**
 * The ring of an offer, made by the browser's synthesizer: no file to load, nothing that a throttled background tab could
 * delay, because every stroke of a ring is scheduled ahead on the audio clock.
 */
let audio: AudioContext | undefined;

/** Browsers stay mute until somebody has touched the page; called on the first touch, and by the test button. */
export async function unlockSound(): Promise<boolean> {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') {
    await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
  }
  return audio.state === 'running';
}

/** Whether a ring would be heard now. */
export function soundReady(): boolean {
  return audio?.state === 'running';
}

const PERIOD_S = 2.4;

/** Rings for so long, twice every 2.4 s; returns how to stop it at once. Silent while the browser is still mute. */
export function ring(forMs: number): () => void {
  if (audio?.state !== 'running') return () => {};
  const volume = audio.createGain();
  volume.connect(audio.destination);
  const begin = audio.currentTime;
  for (let at = 0; at < Math.max(forMs / 1000, 0.1); at += PERIOD_S) {
    bell(audio, volume, begin + at, 659.26);
    bell(audio, volume, begin + at + 0.18, 880);
  }
  const context = audio;
  return () => {
    volume.gain.setTargetAtTime(0, context.currentTime, 0.02);
    setTimeout(() => volume.disconnect(), 200);
  };
}

/** One short, soft knock for a message in a chat that is not looked at. */
export function knock(): void {
  if (audio?.state === 'running') bell(audio, audio.destination, audio.currentTime, 523.25, 0.12);
}

/** A struck tone: a fundamental and a fainter octave that die away together. */
function bell(context: AudioContext, into: AudioNode, at: number, hertz: number, loud = 0.3): void {
  const envelope = context.createGain();
  envelope.connect(into);
  envelope.gain.setValueAtTime(0.0001, at);
  envelope.gain.exponentialRampToValueAtTime(loud, at + 0.012);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + 0.55);
  for (const [ratio, share] of [
    [1, 1],
    [2.01, 0.25],
  ] as const) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = hertz * ratio;
    gain.gain.value = share;
    tone.connect(gain).connect(envelope);
    tone.start(at);
    tone.stop(at + 0.6);
  }
}
