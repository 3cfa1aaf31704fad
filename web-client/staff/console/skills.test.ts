import { expect, test } from 'vitest';
import { lacking, skillsIn, wrongSkill } from './skills.ts';

test('skills are read between commas, in lower case', () => {
  expect(skillsIn(' DNS:3 , php,,')).toEqual(['dns:3', 'php']);
  expect(skillsIn('')).toEqual([]);
});

test.each(['dns:6', 'a b', ':3', 'dns:'])('%s is no skill', (text) => {
  expect(wrongSkill(['php', text])).toBe(text);
});

test('a need is met by its level or a higher one', () => {
  expect(lacking(['dns:3', 'php'], ['dns:2', 'php:2', 'mail'])).toEqual(['php:2', 'mail']);
});
