package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.http.Identity.Visitor;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// The HTTP API under /api/v1, and the way in for staff.
public final class ApiRoutes {
  private static final int LISTED_MAX = 200;
  private static final int TRANSCRIPT_PAGE = 1_000;
  private static final int TRANSCRIPT_EVENTS_MAX = 20_000;
  private static final int TOKEN_LENGTH_MAX = 8 * 1024;
  private static final int LOGIN_LENGTH_MAX = 200;
  private static final long RETRY_AFTER_MS = 2_000;

  private record HostToken(@Nullable String token) {}

  private record Credentials(@Nullable String login, @Nullable String password) {}

  private record Who(Object person, Object role) {}

  private final Identity identity;
  private final Archive archive;
  private final DeskPort desk;
  private final Readers readers;

  public ApiRoutes(Identity identity, Archive archive, DeskPort desk) {
    this.identity = identity;
    this.archive = archive;
    this.desk = desk;
    readers = new Readers(desk);
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.GET, "/", _ -> Answer.redirect("/desk/"))
        .on(HttpMethod.POST, "/api/v1/identity", this::exchange)
        .on(HttpMethod.POST, "/api/v1/login", this::signIn)
        .on(HttpMethod.POST, "/api/v1/logout", this::signOut)
        .on(HttpMethod.GET, "/api/v1/me", this::me)
        .on(HttpMethod.GET, "/api/v1/tickets", this::tickets)
        .on(HttpMethod.GET, "/api/v1/conversations", this::conversations)
        .on(HttpMethod.GET, "/api/v1/canned-replies", this::cannedReplies)
        .on(HttpMethod.GET, "/api/v1/conversations/{id}/transcript", this::transcript)
        .on(HttpMethod.GET, "/api/v1/conversations/{id}/explanations", this::explanations);
  }

  // --- who ---

  private Answer exchange(Exchange exchange) {
    String token = text("token", exchange.json(HostToken.class).token(), TOKEN_LENGTH_MAX);
    return Answer.json(identity.exchange(token));
  }

  private Answer signIn(Exchange exchange) {
    identity.requireOwnPage(exchange.origin(), exchange.host());
    Credentials given = exchange.json(Credentials.class);
    Identity.SignedIn signedIn =
        identity.signIn(
            text("login", given.login(), LOGIN_LENGTH_MAX),
            text("password", given.password(), LOGIN_LENGTH_MAX),
            exchange.address());
    return Answer.json(new Who(signedIn.person(), signedIn.role()))
        .with("Set-Cookie", signedIn.setCookie());
  }

  private Answer signOut(Exchange exchange) {
    identity.requireOwnPage(exchange.origin(), exchange.host());
    return Answer.json(Map.of()).with("Set-Cookie", identity.signOut(exchange.cookies()));
  }

  private Answer me(Exchange exchange) {
    Visitor visitor = visitor(exchange);
    return Answer.json(new Who(visitor.person(), visitor.role()));
  }

  // --- lists ---

  private Answer tickets(Exchange exchange) {
    Visitor staff = staff(exchange);
    TicketState state = ticketState(exchange);
    boolean mine = "true".equals(exchange.parameter("mine"));
    List<TicketView> tickets =
        readers.ask(archive::tickets).stream()
            .filter(ticket -> state == null || ticket.state() == state)
            .filter(ticket -> !mine || isOf(staff.actor(), ticket))
            .sorted(Comparator.comparingLong(TicketView::changedAtMs).reversed())
            .limit(LISTED_MAX)
            .toList();
    return Answer.json(Map.of("tickets", tickets));
  }

  private static boolean isOf(Actor staff, TicketView ticket) {
    return ticket.agent() != null && ticket.agent().id().equals(staff.id());
  }

  private static @Nullable TicketState ticketState(Exchange exchange) {
    String state = exchange.parameter("state");
    if (state == null || state.isEmpty()) {
      return null;
    }
    for (TicketState known : TicketState.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(state)) {
        return known;
      }
    }
    throw new Refusal(
        Problem.inField("state", "state must be open, assigned, answered or resolved"));
  }

  private Answer conversations(Exchange exchange) {
    Visitor visitor = visitor(exchange);
    String customer =
        visitor.isStaff()
            ? text("customer", exchange.parameter("customer"), LOGIN_LENGTH_MAX)
            : visitor.actor().id();
    return Answer.json(Map.of("conversations", archive.conversationsOf(customer, LISTED_MAX)));
  }

  private Answer cannedReplies(Exchange exchange) {
    staff(exchange);
    return Answer.json(Map.of("replies", archive.cannedReplies()));
  }

  // --- transcripts ---

  private Answer transcript(Exchange exchange) {
    Visitor visitor = visitor(exchange);
    long number = number(exchange.segment());
    String owner = archive.customerOf(number);
    if (owner == null || (!visitor.isStaff() && !owner.equals(visitor.actor().id()))) {
      throw new Refusal(
          Problem.of(
              ErrorCode.NOT_FOUND, "There is no such conversation, or it is not yours."));
    }
    if (visitor.isStaff()) {
      readers.requireReadable(visitor, number);
      readers.note(visitor, number);
    }
    return Answer.text(
            HttpResponseStatus.OK,
            Transcript.of(number, entries(number), visitor.isStaff()))
        .with(
            "Content-Disposition", "attachment; filename=\"conversation-" + number + ".txt\"");
  }

  private Answer explanations(Exchange exchange) {
    Visitor staff = staff(exchange);
    long number = number(exchange.segment());
    if (archive.customerOf(number) == null) {
      throw new Refusal(
          Problem.of(
              ErrorCode.NOT_FOUND, "There is no such conversation, or it is not yours."));
    }
    readers.requireReadable(staff, number);
    String waits = readers.ask(view -> Explanations.waits(view, number));
    return Answer.json(Explanations.of(number, entries(number), waits));
  }

  private List<Entry> entries(long number) {
    List<Entry> all = new ArrayList<>();
    try {
      for (int after = 0; after < TRANSCRIPT_EVENTS_MAX; after += TRANSCRIPT_PAGE) {
        List<Entry> page = desk.history(number, after, after + TRANSCRIPT_PAGE);
        all.addAll(page);
        if (page.size() < TRANSCRIPT_PAGE) {
          break;
        }
      }
      return all;
    } catch (Journal.Unavailable e) {
      throw new Refusal(
          Problem.retryAfter(
              ErrorCode.UNAVAILABLE,
              "The history cannot be read now. Please try again.",
              RETRY_AFTER_MS));
    }
  }

  // --- small words ---

  private Visitor visitor(Exchange exchange) {
    return identity.visitor(exchange.bearer(), exchange.cookies());
  }

  private Visitor staff(Exchange exchange) {
    Visitor visitor = visitor(exchange);
    if (!visitor.isStaff()) {
      throw new Refusal(Problem.of(ErrorCode.FORBIDDEN, "Only staff may see this."));
    }
    return visitor;
  }

  private static String text(String field, @Nullable String value, int lengthMax) {
    if (value == null || value.isEmpty()) {
      throw new Refusal(Problem.inField(field, field + " is missing"));
    }
    if (value.length() > lengthMax) {
      throw new Refusal(Problem.inField(field, field + " is longer than " + lengthMax));
    }
    if (value.indexOf('\0') >= 0) {
      throw new Refusal(
          Problem.inField(field, field + " must not contain the character U+0000"));
    }
    return value;
  }

  private static long number(String segment) {
    if (segment.isEmpty() || segment.length() > 18 || !segment.chars().allMatch(Character::isDigit)) {
      throw new Refusal(
          Problem.of(
              ErrorCode.NOT_FOUND, "There is no such conversation, or it is not yours."));
    }
    return Long.parseLong(segment);
  }
}
