package switchboard.desk.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A customer as the host vouched for them when the conversation began.
///
/// @param organizationPackage the package that the organization bought, "Priority Enterprise Support"
/// @param site where the request was made; null from the user dashboard
/// @param sitePlan the site's plan; null without a site
public record Customer(
    String id,
    String name,
    String email,
    String organizationId,
    String organization,
    @Nullable String organizationPackage,
    @Nullable String siteId,
    @Nullable String site,
    @Nullable String sitePlan,
    List<String> environments) {
  public Customer {
    environments = List.copyOf(environments);
  }
}
