package switchboard.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a host says of its customer. Every claim has a limit; all faults are gathered, each
/// with the claim's name.
final class ClaimsReader {
  static final int ID_LENGTH_MAX = 128;
  static final int NAME_LENGTH_MAX = 200;
  static final int EMAIL_LENGTH_MAX = 254;
  static final int PLAN_LENGTH_MAX = 60;
  static final int PLATFORM_LENGTH_MAX = 60;
  static final int ENVIRONMENTS_MAX = 50;
  static final int ENVIRONMENT_LENGTH_MAX = 60;

  private static final int FAULTS_SHOWN_MAX = 5;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}");

  private final List<String> faults = new ArrayList<>();

  /// The claims, or a sentence that says what is wrong with them.
  sealed interface Read {
    record Claims(CustomerClaims claims) implements Read {}

    record Faulty(String sentence) implements Read {}
  }

  static Read read(ObjectNode payload) {
    ClaimsReader reader = new ClaimsReader();
    CustomerClaims claims = reader.customer(payload);
    return reader.faults.isEmpty() ? new Read.Claims(claims) : new Read.Faulty(reader.sentence());
  }

  private String sentence() {
    List<String> shown = faults.subList(0, Math.min(FAULTS_SHOWN_MAX, faults.size()));
    return "The token's claims are not right: " + String.join("; ", shown) + ".";
  }

  private CustomerClaims customer(ObjectNode payload) {
    return new CustomerClaims(
        text(payload, "", "sub", ID_LENGTH_MAX),
        text(payload, "", "name", NAME_LENGTH_MAX),
        matching(payload, "email", EMAIL, EMAIL_LENGTH_MAX, "an e-mail address").orElse(""),
        organization(payload),
        site(payload),
        payload.hasNonNull("locale")
            ? matching(payload, "locale", LOCALE, 35, "a language tag such as en-GB").orElse(null)
            : null);
  }

  private CustomerClaims.Organization organization(ObjectNode payload) {
    if (!(payload.get("organization") instanceof ObjectNode organization)) {
      faults.add("organization is " + kind(payload.get("organization")) + ", expected an object");
      return new CustomerClaims.Organization("", "", null, false);
    }
    return new CustomerClaims.Organization(
        text(organization, "organization.", "id", ID_LENGTH_MAX),
        text(organization, "organization.", "name", NAME_LENGTH_MAX),
        organization.hasNonNull("package")
            ? text(organization, "organization.", "package", PLAN_LENGTH_MAX)
            : null,
        !organization.hasNonNull("privileged") || yes(organization, "organization.", "privileged"));
  }

  private CustomerClaims.@Nullable Site site(ObjectNode payload) {
    if (!payload.hasNonNull("site")) {
      return null;
    }
    if (!(payload.get("site") instanceof ObjectNode site)) {
      faults.add("site is " + kind(payload.get("site")) + ", expected an object");
      return null;
    }
    return new CustomerClaims.Site(
        text(site, "site.", "id", ID_LENGTH_MAX),
        text(site, "site.", "name", NAME_LENGTH_MAX),
        text(site, "site.", "plan", PLAN_LENGTH_MAX),
        yes(site, "site.", "paying"),
        yes(site, "site.", "launched"),
        environments(site),
        site.hasNonNull("platform")
            ? text(site, "site.", "platform", PLATFORM_LENGTH_MAX)
            : null);
  }

  private List<String> environments(ObjectNode site) {
    if (!site.hasNonNull("environments")) {
      return List.of();
    }
    JsonNode environments = site.get("environments");
    if (!environments.isArray() || environments.size() > ENVIRONMENTS_MAX) {
      faults.add(
          "site.environments is %s, expected a list of at most %d"
              .formatted(
                  environments.isArray() ? "of " + environments.size() : kind(environments),
                  ENVIRONMENTS_MAX));
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < environments.size(); i++) {
      names.add(text("site.environments[" + i + "]", environments.get(i), ENVIRONMENT_LENGTH_MAX));
    }
    return names;
  }

  private boolean yes(ObjectNode parent, String path, String name) {
    JsonNode value = parent.get(name);
    if (value == null || !value.isBoolean()) {
      faults.add(path + name + " is " + kind(value) + ", expected true or false");
      return false;
    }
    return value.booleanValue();
  }

  private Optional<String> matching(
      ObjectNode payload, String name, Pattern pattern, int lengthMax, String expected) {
    int before = faults.size();
    String value = text(payload, "", name, lengthMax);
    if (faults.size() == before && !pattern.matcher(value).matches()) {
      faults.add(name + " is not " + expected);
    }
    return faults.size() == before ? Optional.of(value) : Optional.empty();
  }

  private String text(ObjectNode parent, String path, String name, int lengthMax) {
    return text(path + name, parent.get(name), lengthMax);
  }

  private String text(String claim, @Nullable JsonNode value, int lengthMax) {
    if (value == null || !value.isTextual()) {
      faults.add(claim + " is " + kind(value) + ", expected text");
      return "";
    }
    String text = value.textValue();
    if (text.isBlank() || text.length() > lengthMax) {
      faults.add(
          "%s is %s, expected 1 to %d"
              .formatted(
                  claim, text.isBlank() ? "blank" : text.length() + " characters long", lengthMax));
      return "";
    }
    if (!PlainText.isPlain(text)) {
      faults.add(claim + " holds a character that cannot be shown");
      return "";
    }
    return text;
  }

  private static String kind(@Nullable JsonNode value) {
    if (value == null) {
      return "missing";
    }
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case STRING -> "text";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }
}
