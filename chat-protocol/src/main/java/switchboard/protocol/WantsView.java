package switchboard.protocol;

import java.util.List;

/// What a chat wants of its agent.
///
/// @param queue the team's name; empty where the desk has but one
/// @param needs skills without which nobody is offered it: "dns:3" is level 3 of 5
/// @param prefers skills for which it waits a while
public record WantsView(String queue, List<String> needs, List<String> prefers) {
  public WantsView {
    needs = List.copyOf(needs);
    prefers = List.copyOf(prefers);
  }
}
