package switchboard.protocol;

import java.util.List;
import java.util.regex.Pattern;

/// What a chat wants of its agent.
///
/// @param queue the team's name; empty where the desk has but one
/// @param needs skills without which nobody is offered it: "dns:3" is level 3 of 5
/// @param prefers skills for which it waits a while
public record WantsView(String queue, List<String> needs, List<String> prefers) {
  public static final WantsView ANYBODY = new WantsView("", List.of(), List.of());

  private static final Pattern SKILL = Pattern.compile("[^:,\\s]+(:[1-5])?");

  public WantsView {
    queue = Check.optionalText("queue", queue, Limits.QUEUE_LENGTH_MAX);
    needs = skills("needs", needs);
    prefers = skills("prefers", prefers);
  }

  private static List<String> skills(String field, List<String> skills) {
    List<String> all = Check.list(field, skills, Limits.SKILLS_MAX);
    for (int i = 0; i < all.size(); i++) {
      String skill = Check.text(field + "[" + i + "]", all.get(i), Limits.SKILL_LENGTH_MAX);
      if (!SKILL.matcher(skill).matches()) {
        throw Check.refuse(
            field + "[" + i + "]", "must be a skill such as dns, or dns:3 with a level from 1 to 5");
      }
    }
    return all;
  }
}
