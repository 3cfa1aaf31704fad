package switchboard.identity;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A customer as the host vouched for them.
///
/// The order of components is the form of stored session tokens: to change it, change their
/// version.
///
/// @param id the host's own id of the customer, claim `sub`
/// @param site where the customer asks from; null for the user dashboard
/// @param locale a language tag such as "en-GB"; null when the host does not say
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"id", "name", "email", "organization", "site", "locale"})
public record CustomerClaims(
    String id,
    String name,
    String email,
    Organization organization,
    @Nullable Site site,
    @Nullable String locale) {

  /// @param packageName what the organization bought, claim `organization.package`; null for
  ///   nothing
  /// @param privileged whether the customer may see what other members of the organization asked
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"id", "name", "packageName", "privileged"})
  public record Organization(
      String id, String name, @Nullable String packageName, boolean privileged) {}

  /// @param plan as the host names it
  /// @param paying whether the site is paid for
  /// @param launched whether the site has launched
  /// @param environments the site's, "Live"
  /// @param platform what the site is made with, "wordpress"; null when the host does not say
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"id", "name", "plan", "paying", "launched", "environments", "platform"})
  public record Site(
      String id,
      String name,
      String plan,
      boolean paying,
      boolean launched,
      List<String> environments,
      @Nullable String platform) {
    public Site {
      environments = List.copyOf(environments);
    }
  }
}
