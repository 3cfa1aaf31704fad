import { strings } from '../strings.ts';
import { ring, unlockSound } from './ring.ts';
import { change, settings } from './settings.ts';
import { toast } from './toasts.tsx';

const words = strings.bar;

/** Rings once, and says in words what keeps it from being heard. */
export async function testSound(): Promise<void> {
  if (!(await unlockSound())) {
    toast({ tone: 'problem', title: words.soundBlocked, text: words.soundBlockedHelp });
    return;
  }
  ring(100);
  if (settings.value.sound) {
    toast({ tone: 'good', title: words.soundWorks });
    return;
  }
  const action = { label: words.soundOn, run: () => change({ sound: true }) };
  toast({ tone: 'info', title: words.soundOff, action });
}
