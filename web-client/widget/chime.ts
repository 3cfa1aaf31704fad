let audio: AudioContext | undefined;

/** Two soft notes. Browsers allow it once the customer has clicked somewhere in the panel; before that it stays silent. */
export function chime(): void {
  audio ??= new AudioContext();
  const start = audio.currentTime + 0.02;
  for (const [frequency, offset] of [
    [660, 0],
    [880, 0.13],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start + offset);
    volume.gain.linearRampToValueAtTime(0.12, start + offset + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + offset + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start + offset);
    tone.stop(start + offset + 0.5);
  }
}
