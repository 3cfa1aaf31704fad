package switchboard;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;
import switchboard.desk.calendar.Opening;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Entitlement;
import switchboard.desk.entitlement.Site;
import switchboard.desk.entitlement.TicketRouting;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.gateway.Doorkeeper;
import switchboard.gateway.Self;
import switchboard.http.Identity;
import switchboard.identity.Account;
import switchboard.identity.CustomerClaims;
import switchboard.identity.CustomerSessions;
import switchboard.identity.HostTokens;
import switchboard.identity.Origins;
import switchboard.identity.StaffCookie;
import switchboard.identity.StaffLogin;
import switchboard.identity.StaffSession;
import switchboard.identity.StaffSessions;
import switchboard.identity.StorageUnavailable;
import switchboard.identity.Verification;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Person;
import switchboard.protocol.PersonKind;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.protocol.Role;

/// Tells the gateway and the routes who somebody is: puts identity's proofs, the plan catalogue and the desk's words together.
final class Reception implements Doorkeeper, Identity {
  private static final long RETRY_AFTER_MS = 2_000;

  private final HostTokens hostTokens;
  private final CustomerSessions customerSessions;
  private final Duration customerLife;
  private final StaffLogin staffLogin;
  private final StaffSessions staffSessions;
  private final Duration staffLife;
  private final StaffCookie cookie;
  private final Origins origins;
  private final Catalogue catalogue;
  private final InstantSource clock;

  private record Watched(int sockets, StaffSessions.Watch watch) {}

  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private volatile Consumer<String> onSignedOut = _ -> {};

  Reception(
      HostTokens hostTokens,
      CustomerSessions customerSessions,
      Duration customerLife,
      StaffLogin staffLogin,
      StaffSessions staffSessions,
      Duration staffLife,
      StaffCookie cookie,
      Origins origins,
      Catalogue catalogue,
      InstantSource clock) {
    this.hostTokens = hostTokens;
    this.customerSessions = customerSessions;
    this.customerLife = customerLife;
    this.staffLogin = staffLogin;
    this.staffSessions = staffSessions;
    this.staffLife = staffLife;
    this.cookie = cookie;
    this.origins = origins;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /// Who hears, by the sign-in's name, that a sign-in which has sockets was ended.
  void onSignedOut(Consumer<String> listener) {
    onSignedOut = listener;
  }

  // --- sockets ---

  @Override
  public Self admit(@Nullable String token, @Nullable String cookies) {
    return token != null ? customer(token) : staff(cookies);
  }

  private Self.OfCustomer customer(String token) {
    Verification verification = customerSessions.verify(token, clock.instant());
    return switch (verification) {
      case Verification.Verified verified -> self(verified);
      case Verification.Refused refused -> throw refusal(refused);
    };
  }

  private Self.OfCustomer self(Verification.Verified verified) {
    CustomerClaims claims = verified.claims();
    Entitlement entitlement = entitlement(claims);
    Standing standing = standing(entitlement);
    String locale = Objects.requireNonNullElse(claims.locale(), "");
    String platform =
        claims.site() == null ? "" : Objects.requireNonNullElse(claims.site().platform(), "");
    return new Self.OfCustomer(
        new Actor(Actor.Kind.CUSTOMER, claims.id(), claims.name()),
        profile(claims),
        standing,
        intake -> catalogue.placement().of(intake, standing.tier(), locale, platform),
        queue -> closed(entitlement, queue),
        verified.expiresAt().toEpochMilli());
  }

  private Entitlement entitlement(CustomerClaims claims) {
    CustomerClaims.Site site = claims.site();
    return catalogue.entitlementOf(
        site == null ? null : new Site(site.plan(), site.paying(), site.launched()),
        claims.organization().packageName());
  }

  /// That nobody chats now in a queue, in a sentence; null when it is open.
  private @Nullable String closed(Entitlement entitlement, String queue) {
    Hours hours = catalogue.placement().hoursOf(queue);
    Opening opening = new Opening(entitlement.chatHours(), hours);
    Instant now = clock.instant();
    return opening.isOpen(now) ? null : opening.sentence(now);
  }

  private static Standing standing(Entitlement entitlement) {
    return new Standing(
        entitlement.tier().name(),
        entitlement.tier().rank(),
        entitlement.tier().headStart().toMillis(),
        entitlement.tier().chatTarget().toMillis(),
        entitlement.tickets() == TicketRouting.NONE,
        entitlement.rights());
  }

  private static Customer profile(CustomerClaims claims) {
    CustomerClaims.Site site = claims.site();
    return new Customer(
        claims.id(),
        claims.name(),
        claims.email(),
        claims.organization().id(),
        claims.organization().name(),
        claims.organization().packageName(),
        site == null ? null : site.id(),
        site == null ? null : site.name(),
        site == null ? null : site.plan(),
        site == null ? List.of() : site.environments());
  }

  private Self.OfStaff staff(@Nullable String cookies) {
    StaffSession session = session(cookies);
    watched.compute(
        session.hash(),
        (hash, known) ->
            known == null
                ? new Watched(1, staffSessions.watch(session, () -> onSignedOut.accept(hash)))
                : new Watched(known.sockets() + 1, known.watch()));
    Account account = session.account();
    return new Self.OfStaff(
        actor(account),
        role(account),
        session.hash(),
        account.profile().capacity(),
        Skills.of(account.profile().skills()),
        account.profile().queues());
  }

  @Override
  public void left(Self self) {
    if (self instanceof Self.OfStaff staff) {
      watched.computeIfPresent(
          staff.signIn(),
          (_, known) -> {
            if (known.sockets() > 1) {
              return new Watched(known.sockets() - 1, known.watch());
            }
            known.watch().close();
            return null;
          });
    }
  }

  // --- routes ---

  @Override
  public Exchanged exchange(String hostToken) {
    Instant now = clock.instant();
    return switch (hostTokens.verify(hostToken, now)) {
      case Verification.Verified verified ->
          new Exchanged(
              customerSessions.issue(verified.claims(), now),
              now.plus(customerLife).toEpochMilli(),
              person(verified.claims()));
      case Verification.Refused refused -> throw refusal(refused);
    };
  }

  @Override
  public SignedIn signIn(String login, String password, String address) {
    try {
      return switch (staffLogin.signIn(login, password, address, clock.instant())) {
        case StaffLogin.Outcome.SignedIn signedIn -> {
          Account account = signedIn.session().session().account();
          yield new SignedIn(
              cookie.keep(signedIn.session().secret(), staffLife), person(account), role(account));
        }
        case StaffLogin.Outcome.Refused refused -> throw unauthenticated(refused.sentence());
        case StaffLogin.Outcome.Later later ->
            throw new Refusal(
                Problem.retryAfter(
                    ErrorCode.RATE_LIMITED, later.sentence(), later.retryAfter().toMillis()));
      };
    } catch (StorageUnavailable e) {
      throw storageAway();
    }
  }

  @Override
  public String signOut(@Nullable String cookies) {
    String secret = secret(cookies);
    if (secret != null) {
      try {
        staffSessions.end(secret);
      } catch (StorageUnavailable e) {
        throw storageAway();
      }
    }
    return cookie.forget();
  }

  @Override
  public Visitor visitor(@Nullable String bearer, @Nullable String cookies) {
    if (bearer != null) {
      Self.OfCustomer customer = customer(bearer);
      return new Visitor(
          customer.actor(),
          new Person(PersonKind.CUSTOMER, customer.actor().id(), customer.actor().name()),
          Role.CUSTOMER);
    }
    Account account = session(cookies).account();
    return new Visitor(actor(account), person(account), role(account));
  }

  @Override
  public void requireOwnPage(@Nullable String origin, @Nullable String host) {
    if (origin != null && !origins.isOwn(origin, host)) {
      throw new Refusal(
          Problem.of(ErrorCode.FORBIDDEN, "This must come from the desk's own pages."));
    }
  }

  // --- small words ---

  private StaffSession session(@Nullable String cookies) {
    String secret = secret(cookies);
    try {
      return (secret == null
              ? Optional.<StaffSession>empty()
              : staffSessions.find(secret))
          .orElseThrow(() -> unauthenticated("Please sign in."));
    } catch (StorageUnavailable e) {
      throw storageAway();
    }
  }

  private @Nullable String secret(@Nullable String cookies) {
    if (cookies == null) {
      return null;
    }
    return ServerCookieDecoder.STRICT.decode(cookies).stream()
        .filter(sent -> sent.name().equals(cookie.name()))
        .map(Cookie::value)
        .findFirst()
        .orElse(null);
  }

  private static Actor actor(Account account) {
    return new Actor(
        account.profile().role().maySupervise() ? Actor.Kind.SUPERVISOR : Actor.Kind.AGENT,
        account.id(),
        account.profile().name());
  }

  private static Person person(Account account) {
    return new Person(
        account.profile().role().maySupervise() ? PersonKind.SUPERVISOR : PersonKind.AGENT,
        account.id(),
        account.profile().name());
  }

  private static Person person(CustomerClaims claims) {
    return new Person(PersonKind.CUSTOMER, claims.id(), claims.name());
  }

  private static Role role(Account account) {
    return switch (account.profile().role()) {
      case CUSTOMER -> throw new IllegalStateException("an account of a customer");
      case AGENT -> Role.AGENT;
      case SUPERVISOR -> Role.SUPERVISOR;
      case ADMIN -> Role.ADMIN;
    };
  }

  /// Where only the host's keys are missing, the same token may do later.
  private static Refusal refusal(Verification.Refused refused) {
    return refused.code() == Verification.Code.KEYS_UNAVAILABLE
        ? new Refusal(
            Problem.retryAfter(ErrorCode.UNAVAILABLE, refused.sentence(), RETRY_AFTER_MS))
        : unauthenticated(refused.sentence());
  }

  private static Refusal unauthenticated(String sentence) {
    return new Refusal(Problem.of(ErrorCode.UNAUTHENTICATED, sentence));
  }

  private static Refusal storageAway() {
    return new Refusal(
        Problem.retryAfter(
            ErrorCode.UNAVAILABLE,
            "Storage cannot be reached now. Please try again.",
            RETRY_AFTER_MS));
  }
}
