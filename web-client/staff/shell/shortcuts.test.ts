import { describe, expect, it } from 'vitest';
import { ariaShortcut, isSingleKey, isTyping, type KeyPress, keyCaps, spell } from './shortcuts.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  return { key, code: '', ...none, ...held };
}

describe('spell', () => {
  it('takes Control as mod on a PC and Command on a Mac', () => {
    expect(spell(press('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(spell(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(spell(press('k', { ctrlKey: true }), true)).toBe('k');
  });

  it('goes by the physical key with Alt, which composes letters on a Mac', () => {
    expect(spell(press('å', { altKey: true, code: 'KeyA' }), true)).toBe('alt+a');
    expect(spell(press('¡', { altKey: true, code: 'Digit1' }), true)).toBe('alt+1');
    expect(spell(press('ArrowDown', { altKey: true, code: 'ArrowDown' }), false)).toBe(
      'alt+arrowdown',
    );
  });

  it('names Shift with letters and leaves it out where the character shows it', () => {
    expect(spell(press('B', { shiftKey: true, code: 'KeyB' }), false)).toBe('shift+b');
    expect(spell(press('?', { shiftKey: true, code: 'Slash' }), false)).toBe('?');
  });
});

it('a single key is one that typing would also produce', () => {
  expect(isSingleKey('a')).toBe(true);
  expect(isSingleKey('?')).toBe(true);
  expect(isSingleKey('shift+b')).toBe(true);
  expect(isSingleKey('alt+a')).toBe(false);
  expect(isSingleKey('mod+k')).toBe(false);
});

it('shows caps as the keyboard at hand labels them', () => {
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyCaps('alt+arrowup', false)).toEqual(['Alt', '↑']);
  expect(ariaShortcut('mod+k', false)).toBe('Control+K');
});

it('knows where keys are text', () => {
  const textarea = document.createElement('textarea');
  const checkbox = document.createElement('input');
  checkbox.type = 'checkbox';
  expect(isTyping(textarea)).toBe(true);
  expect(isTyping(document.createElement('input'))).toBe(true);
  expect(isTyping(checkbox)).toBe(false);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
