package switchboard.desk.intake;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Skills;

/// What chats of some kind need. It fits a chat of which all that it names is true; of what it names nothing, anything will do.
///
/// @param about words or phrases, one of which is in the topic, the steps, the error or a link; in any letter case, but whole
/// @param environments one of which is affected, in any letter case; likewise the others
/// @param platforms one of which the site is made with
/// @param tiers one of which is the customer's
/// @param languages one of which is the customer's: "de"
/// @param queue where they go; null when that is for other rules to say
/// @param needs skills without which nobody is offered them
/// @param prefers skills for which they wait a while
public record PlacementRule(
    List<String> about,
    SortedSet<String> environments,
    SortedSet<String> platforms,
    SortedSet<String> tiers,
    SortedSet<String> languages,
    @Nullable String queue,
    Skills needs,
    Skills prefers) {
  public PlacementRule {
    about = about.stream().map(Told::asWords).distinct().toList();
    environments = inAnyCase(environments);
    platforms = inAnyCase(platforms);
    tiers = inAnyCase(tiers);
    languages = inAnyCase(languages);
  }

  private static SortedSet<String> inAnyCase(SortedSet<String> texts) {
    SortedSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(texts);
    return set;
  }

  boolean fits(Told told) {
    return (about.isEmpty() || about.stream().anyMatch(told::says))
        && fits(environments, told.environment())
        && fits(platforms, told.platform())
        && fits(tiers, told.tier())
        && fits(languages, told.language());
  }

  private static boolean fits(SortedSet<String> named, String is) {
    return named.isEmpty() || named.contains(is);
  }
}
