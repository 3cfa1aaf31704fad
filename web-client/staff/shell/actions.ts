import { useEffect, useRef } from 'react';
import { Store } from '../look/store.ts';
import { settings } from './settings.ts';
import { isSingleKey, isTyping, onMac, type Shortcut, spell } from './shortcuts.ts';

/** Something that can be done now: by its button, by its shortcut, and from the palette. */
export interface Action {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** The first one is shown, all of them work. */
  readonly keys?: readonly Shortcut[];
  readonly run: () => void;
}

/** What each part of the page offers now, in the order of registration. */
export const offered = new Store<ReadonlyMap<symbol, readonly Action[]>>(new Map());

export function actionsNow(): Action[] {
  return [...offered.value.values()].flat();
}

/** Offers actions for as long as the component is shown. */
export function useActions(actions: readonly Action[]): void {
  const owner = useRef(Symbol('actions'));
  useEffect(() => {
    const key = owner.current;
    offered.update((before) => new Map(before).set(key, actions));
  }, [actions]);
  useEffect(() => {
    const key = owner.current;
    return () => {
      offered.update((before) => {
        const after = new Map(before);
        after.delete(key);
        return after;
      });
    };
  }, []);
}

/** The action that a key press asks for; undefined where the keys are text, or single keys are switched off. */
export function actionFor(
  actions: readonly Action[],
  shortcut: Shortcut,
  typing: boolean,
  singleKeys: boolean,
): Action | undefined {
  if (isSingleKey(shortcut) && (typing || !singleKeys)) return undefined;
  return actions.find((action) => action.keys?.includes(shortcut));
}

/** Runs actions by their shortcuts, except while a dialog or a menu has the keyboard. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const target = event.target instanceof Element ? event.target : null;
    if (document.querySelector('dialog[open]') || target?.closest('[role="menu"]')) return;
    const shortcut = spell(event, onMac);
    // Enter and space belong to whatever control has the focus.
    if ((shortcut === 'enter' || shortcut === ' ') && target !== document.body) return;
    const action = actionFor(actionsNow(), shortcut, isTyping(target), settings.value.singleKeys);
    if (!action) return;
    event.preventDefault();
    action.run();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
