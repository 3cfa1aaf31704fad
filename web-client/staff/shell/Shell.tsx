import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { AgentState } from '../../wire/messages.ts';
import { Offers } from '../console/Offers.tsx';
import { useDesk, useDeskState } from '../desk/context.ts';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { type Action, listenForShortcuts, useActions } from './actions.ts';
import { useAttention } from './attention.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { address, go } from './face.ts';
import { type Face, faceAt, facesOf } from './faces.ts';
import { unlockSound } from './ring.ts';
import classes from './Shell.module.css';
import { Splash } from './Splash.tsx';
import { change, settings } from './settings.ts';
import { testSound } from './sound-test.ts';
import { TopBar } from './TopBar.tsx';

const loadPalette = () => import('./Palette.tsx');
const loadHelp = () => import('./Help.tsx');
const Palette = lazy(loadPalette);
const Help = lazy(loadHelp);
const GoOffline = lazy(() => import('./GoOffline.tsx'));
/** When the page has settled, what a key may ask for next is fetched ahead. */
const SETTLED_MS = 1_500;

/** What surrounds every face: the bar, the banners, the offers, the palette. */
export function Shell({ onSignOut }: { onSignOut: () => void }) {
  const desk = useDesk();
  const { role } = desk.signedIn;
  const faces = useMemo(() => facesOf(role), [role]);
  const shown = faceAt(useStore(address), role);
  const [overlay, setOverlay] = useState<'palette' | 'help' | 'offline'>();
  const [wall, setWall] = useState(false);
  const onWall = wall && shown.wall === true;
  const theme = useThemeSwitch();
  const closeOverlay = useCallback(() => setOverlay(undefined), []);
  const load = useDeskState((state) => state.agent?.load ?? 0);
  const become = useCallback(
    (to: AgentState) => {
      if (to === 'offline' && load > 0) setOverlay('offline');
      else void desk.setState(to);
    },
    [desk, load],
  );

  useEffect(listenForShortcuts, []);
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadPalette(), loadHelp()]), SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(unlockOnTouch, []);
  useAttention(shown);
  useActions(
    useShellActions({
      faces,
      become,
      openPalette: () => setOverlay('palette'),
      openHelp: () => setOverlay('help'),
      switchTheme: theme.toggle,
      signOut: onSignOut,
      wall: shown.wall ? () => setWall((on) => !on) : undefined,
    }),
  );

  return (
    <div className={classes.shell} data-wall={onWall || undefined}>
      <TopBar
        shown={shown}
        faces={faces}
        dark={theme.dark}
        onPalette={() => setOverlay('palette')}
        onHelp={() => setOverlay('help')}
        onTheme={theme.toggle}
        onSignOut={onSignOut}
        onBecome={become}
      />
      <ConnectionBanner />
      <Offers />
      <div className={classes.face}>
        <Suspense fallback={<Splash />}>
          <shown.page
            key={shown.id}
            onHelp={() => setOverlay('help')}
            onPalette={() => setOverlay('palette')}
            wall={onWall}
            onWall={setWall}
          />
        </Suspense>
      </div>
      <Suspense>
        {overlay === 'palette' && <Palette onClose={closeOverlay} />}
        {overlay === 'help' && <Help onClose={closeOverlay} />}
        {overlay === 'offline' && <GoOffline chats={load} onClose={closeOverlay} />}
      </Suspense>
    </div>
  );
}

/** Until the browser lets the page be heard: not every key counts as a touch. */
function unlockOnTouch(): () => void {
  const unlock = async () => {
    if (await unlockSound()) stop();
  };
  const stop = () => {
    document.removeEventListener('pointerdown', unlock);
    document.removeEventListener('keydown', unlock);
  };
  document.addEventListener('pointerdown', unlock);
  document.addEventListener('keydown', unlock);
  return stop;
}

function useThemeSwitch(): { dark: boolean; toggle: () => void } {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const toggle = useCallback(() => setColorScheme(dark ? 'light' : 'dark'), [dark, setColorScheme]);
  return { dark, toggle };
}

function useShellActions(does: {
  faces: readonly Face[];
  become: (to: AgentState) => void;
  openPalette: () => void;
  openHelp: () => void;
  switchTheme: () => void;
  signOut: () => void;
  wall: (() => void) | undefined;
}): readonly Action[] {
  const state = useDeskState((s) => s.agent?.state);
  const singleKeys = useStore(settings, (s) => s.singleKeys);
  const { faces, become, openPalette, openHelp, switchTheme, signOut, wall } = does;
  return useMemo(() => {
    const words = strings.actions;
    const { you, desk: whole, move } = strings.groups;
    const stateAction = (to: AgentState, title: string, key: string): Action[] =>
      state === undefined || state === to
        ? []
        : [{ id: to, group: you, title, keys: [key], run: () => become(to) }];
    return [
      { id: 'palette', group: whole, title: words.palette, keys: ['mod+k'], run: openPalette },
      { id: 'help', group: whole, title: words.help, keys: ['?', 'mod+/'], run: openHelp },
      ...stateAction('available', words.available, 'shift+v'),
      ...stateAction('away', words.away, 'shift+w'),
      ...stateAction('offline', words.offline, 'shift+o'),
      { id: 'test-sound', group: you, title: words.testSound, run: () => void testSound() },
      ...(faces.length > 1 ? faces : []).map(({ id, keys }) => ({
        id,
        group: move,
        title: strings.faces[id].go,
        keys,
        run: () => go(id),
      })),
      ...(wall ? [{ id: 'wall', group: whole, title: words.wall, keys: ['w'], run: wall }] : []),
      { id: 'theme', group: whole, title: words.theme, run: switchTheme },
      {
        id: 'single-keys',
        group: you,
        title: singleKeys ? words.singleKeysOff : words.singleKeysOn,
        run: () => change({ singleKeys: !singleKeys }),
      },
      { id: 'sign-out', group: you, title: words.signOut, run: signOut },
    ];
  }, [become, switchTheme, state, singleKeys, faces, wall === undefined]);
}
