package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.desk.supervision.Audited;
import switchboard.desk.vocabulary.Entry;
import switchboard.protocol.Person;
import switchboard.protocol.PersonKind;
import switchboard.runtime.EventCodec;

/// `GET /api/v1/audit`: what staff did by hand, newest first, for supervisors.
public final class AuditRoutes {
  private static final int LISTED_MAX = 200;

  private final Identity identity;
  private final AuditLog log;

  public AuditRoutes(Identity identity, AuditLog log) {
    this.identity = identity;
    this.log = log;
  }

  /// @param acts newest first, at most 200
  /// @param before to be asked for to get what came before these; absent at the end
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Page(List<Act> acts, @Nullable Long before) {}

  /// @param conversation absent for what concerns none
  /// @param sentence what was done, after the name of who did it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Act(
      long sequence,
      long atMs,
      Person by,
      @Nullable Long conversation,
      String type,
      String sentence) {}

  public Routes addTo(Routes routes) {
    return routes.on(HttpMethod.GET, "/api/v1/audit", this::audit);
  }

  private Answer audit(Exchange exchange) {
    identity.visitor(exchange.bearer(), exchange.cookies()).requireSupervisor();
    Parameters given = new Parameters(exchange);
    List<Entry> entries =
        log.entries(
            new AuditLog.Wanted(
                given.number("from", 0),
                given.number("to", Long.MAX_VALUE),
                given.number("before", Long.MAX_VALUE),
                given.text("by", 200),
                given.numberOrNull("conversation")),
            LISTED_MAX);
    return Answer.json(
        new Page(
            entries.stream().map(AuditRoutes::act).filter(Objects::nonNull).toList(),
            entries.size() < LISTED_MAX ? null : entries.getLast().sequence()));
  }

  private static @Nullable Act act(Entry entry) {
    String sentence = Audited.sentence(entry);
    return sentence == null
        ? null
        : new Act(
            entry.sequence(),
            entry.atMs(),
            new Person(
                entry.by().supervises() ? PersonKind.SUPERVISOR : PersonKind.AGENT,
                entry.by().id(),
                entry.by().name()),
            entry.conversation() == 0 ? null : entry.conversation(),
            EventCodec.type(entry.event()),
            sentence);
  }
}
