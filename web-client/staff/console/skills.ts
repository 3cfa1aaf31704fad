const SKILL = /^[^:,\s]+(:[1-5])?$/;

/** "dns, php:3" as its skills. */
export function skillsIn(text: string): string[] {
  return text
    .split(',')
    .map((skill) => skill.trim().toLocaleLowerCase())
    .filter(Boolean);
}

/** The first that is no skill, if there is one. */
export function wrongSkill(skills: readonly string[]): string | undefined {
  return skills.find((skill) => !SKILL.test(skill));
}

/** What somebody does not have of what is needed, at its level or a higher one. */
export function lacking(has: readonly string[], needs: readonly string[]): string[] {
  return needs.filter(
    (need) => !has.some((skill) => name(skill) === name(need) && level(skill) >= level(need)),
  );
}

function name(skill: string): string {
  return skill.split(':')[0] ?? '';
}

function level(skill: string): number {
  return Number(skill.split(':')[1] ?? 1);
}
