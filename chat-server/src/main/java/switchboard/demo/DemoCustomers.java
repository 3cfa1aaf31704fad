package switchboard.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo's customers: every plan, with and without a package, a site that has not launched, one that nobody pays for.
public final class DemoCustomers {
  private DemoCustomers() {}

  public record DemoCustomer(
      String id, String name, String email, DemoOrganization organization, List<DemoSite> sites) {
    public @Nullable DemoSite site(String id) {
      return sites.stream().filter(site -> site.id().equals(id)).findFirst().orElse(null);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DemoOrganization(
      String id, String name, @JsonProperty("package") @Nullable String bought) {}

  public record DemoSite(
      String id,
      String name,
      String plan,
      boolean paying,
      boolean launched,
      List<String> environments) {}

  private static final List<String> STANDARD = List.of("Dev", "Test", "Live");
  private static final List<String> MULTIDEV =
      List.of("Dev", "Test", "Live", "multidev-search", "multidev-checkout");

  public static final List<DemoCustomer> ALL =
      List.of(
          new DemoCustomer(
              "ines",
              "Ines Okafor",
              "ines@lumen-labs.example",
              new DemoOrganization("lumen", "Lumen Labs", "Priority Enterprise Support"),
              List.of(
                  new DemoSite("lumen-store", "store.lumen-labs.example", "Elite", true, true, MULTIDEV),
                  new DemoSite("lumen-docs", "docs.lumen-labs.example", "Business", true, true, STANDARD),
                  new DemoSite("lumen-next", "next.lumen-labs.example", "Sandbox", false, false, STANDARD))),
          new DemoCustomer(
              "theo",
              "Theo Lindqvist",
              "theo@harborline.example",
              new DemoOrganization("harborline", "Harborline Ferries", null),
              List.of(
                  new DemoSite("harbor-booking", "booking.harborline.example", "Elite", true, true, MULTIDEV),
                  new DemoSite("harbor-crew", "crew.harborline.example", "Elite", true, false, STANDARD))),
          new DemoCustomer(
              "mara",
              "Mara Petrov",
              "mara@quince-bakery.example",
              new DemoOrganization("quince", "Quince Bakery", null),
              List.of(
                  new DemoSite("quince-shop", "shop.quince-bakery.example", "Business", true, true, STANDARD))),
          new DemoCustomer(
              "jun",
              "Jun Watanabe",
              "jun@atelier-jun.example",
              new DemoOrganization("atelier", "Atelier Jun", null),
              List.of(
                  new DemoSite("atelier-portfolio", "atelier-jun.example", "Basic", true, true, STANDARD),
                  new DemoSite("atelier-ideas", "ideas.atelier-jun.example", "Sandbox", false, false, List.of("Dev")))));

  public static @Nullable DemoCustomer customer(String id) {
    return ALL.stream().filter(customer -> customer.id().equals(id)).findFirst().orElse(null);
  }
}
