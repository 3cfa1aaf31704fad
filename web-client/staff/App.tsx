import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { type SignedIn, signOut, whoAmI } from './desk/api.ts';
import { DeskContext } from './desk/context.ts';
import { Desk, type Notice } from './desk/desk.ts';
import { report } from './shell/problems.ts';
import { knock } from './shell/ring.ts';
import { Shell } from './shell/Shell.tsx';
import { Splash } from './shell/Splash.tsx';
import { settings } from './shell/settings.ts';
import { Toasts, toast } from './shell/toasts.tsx';
import { strings } from './strings.ts';

type Session =
  | { readonly kind: 'asking' }
  | { readonly kind: 'signed_out'; readonly wasIn: boolean }
  | { readonly kind: 'signed_in'; readonly desk: Desk };

const SignIn = lazy(() => import('./shell/SignIn.tsx'));
const Hint = lazy(() => import('./look/Hint.tsx'));
const Outdated = lazy(() => import('./shell/Outdated.tsx'));

/** From who is there to what they see. */
export function App() {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const [outdated, setOutdated] = useState(false);

  const enter = useCallback((who: SignedIn) => {
    setSession({ kind: 'signed_in', desk: new Desk(who, tell) });
  }, []);

  useEffect(() => {
    whoAmI().then((answer) => {
      if (answer.ok && answer.value.role !== 'customer') enter(answer.value);
      else setSession({ kind: 'signed_out', wasIn: false });
    });
  }, [enter]);

  const desk = session.kind === 'signed_in' ? session.desk : undefined;
  useEffect(() => {
    if (!desk) return;
    const unsubscribe = desk.state.subscribe(() => {
      const { connection } = desk.state.value;
      if (connection.kind !== 'ended') return;
      if (connection.reason === 'outdated') setOutdated(true);
      if (connection.reason === 'signed_out') setSession({ kind: 'signed_out', wasIn: true });
    });
    desk.open();
    return () => {
      unsubscribe();
      desk.close();
    };
  }, [desk]);

  const leave = async () => {
    // First, so that the server's goodbye is not taken for being thrown out.
    desk?.close();
    await signOut();
    setSession({ kind: 'signed_out', wasIn: false });
  };

  return (
    <>
      <Suspense fallback={<Splash />}>
        {session.kind === 'asking' && <Splash />}
        {session.kind === 'signed_out' && <SignIn wasIn={session.wasIn} onSignedIn={enter} />}
        {desk && (
          <DeskContext value={desk}>
            {outdated ? <Outdated /> : <Shell onSignOut={leave} />}
          </DeskContext>
        )}
      </Suspense>
      <Toasts />
      <Suspense>
        <Hint />
      </Suspense>
    </>
  );
}

/** What happened beside the agent's own doing, in words. */
function tell(notice: Notice): void {
  switch (notice.kind) {
    case 'refused':
      report(notice.doing, notice.problem);
      break;
    case 'offer_lost': {
      const title = strings.offer.ended[notice.outcome];
      if (title) toast({ tone: 'info', title, text: strings.offer.endedHelp[notice.outcome] });
      break;
    }
    case 'conversation_lost': {
      const title = strings.done.left(notice.view.customer.name);
      toast({ tone: 'info', title, text: strings.done.leftHelp });
      break;
    }
    case 'taken_over': {
      const { asked, by, view } = notice;
      const { done } = strings;
      const title = (asked ? done.passedOn : done.takenOver)(by.name, view.customer.name);
      toast({ tone: asked ? 'good' : 'info', title });
      break;
    }
    case 'not_passed_on': {
      const title = strings.done.notPassedOn(notice.to.name);
      toast({ tone: 'info', title, text: strings.done.notPassedOnHelp[notice.outcome] });
      break;
    }
    case 'whispered': {
      const { by, view, text } = notice;
      toast({ tone: 'info', title: strings.done.whispered(by.name, view.customer.name), text });
      if (settings.value.sound) knock();
      break;
    }
    case 'set_away':
      toast({ tone: 'info', title: strings.done.setAway, text: strings.done.setAwayHelp });
      break;
    case 'customer_wrote':
      if (document.hidden && settings.value.sound) knock();
      break;
  }
}
